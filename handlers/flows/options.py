"""Option lists that several flows share, as HRO keeps them. Every option has its fixed pictogram."""

from __future__ import annotations

from handlers.counting import LARGEST
from handlers.steps import Group, Option
from handlers.words import _

YES_NO = (
    Option("yes", "✅", _("Yes")),
    Option("no", "❌", _("No")),
    Option("dk", "❔", _("I don't know")),
)

FORCES = (
    Option("pn", "👮", _("National police")),
    Option("crs", "🪖", _("CRS riot police")),
    Option("gm", "🛡️", _("Mobile gendarmes")),
    Option("gd", "🚔", _("Local gendarmes")),
    Option("bac", "🧢", _("Plain-clothes police")),
    Option("paf", "🛂", _("Border police")),
    Option("pm", "🏙️", _("City police")),
    Option("opj", "🎖️", _("Chief of the police")),
    Option("prefecture", "🏛️", _("Prefecture staff")),
    Option("bailiff", "⚖️", _("Bailiff")),
    Option("interpreter", "🗣️", _("Interpreter")),
    Option("cleaning", "🧹", _("Cleaning team")),
    Option("works", "🚜", _("Works company")),
    Option("shelter_op", "🚌", _("Shelter staff")),
    Option("medics", "🚒", _("Firefighters, medics")),
    Option("private_sec", "🦺", _("Private security")),
    Option("not_police", "🚷", _("Not police")),
    Option("unmarked", "🕶️", _("No sign on them")),
)

PEOPLE = (
    Option("b1", "🧍", _("1 to 10")),
    Option("b2", "👥", _("11 to 50")),
    Option("b3", "👪", _("51 to 100")),
    Option("b4", "🏘️", _("101 to 300")),
    Option("b5", "🏟️", _("More than 300")),
)

PEOPLE_COUNTS = {"b1": range(1, 11), "b2": range(11, 51), "b3": range(51, 101), "b4": range(101, 301),
                 "b5": range(301, LARGEST + 1)}  # fmt: skip

ITEM_GROUPS = (
    Group("sleep", "⛺", _("Tents and blankets")),
    Group("mine", "🎒", _("My own things")),
    Group("living", "🍲", _("Food and shared things")),
)
ITEMS = (
    Option("tents", "⛺", _("Tents"), "sleep"),
    Option("tents_full", "🏕️", _("Tents with things"), "sleep"),
    Option("tarps", "🟦", _("Tarps"), "sleep"),
    Option("shelters", "🛖", _("Shelters"), "sleep"),
    Option("sleeping_bags", "🛌", _("Sleeping bags"), "sleep"),
    Option("blankets", "🧣", _("Blankets"), "sleep"),
    Option("mattresses", "🛏️", _("Mattresses"), "sleep"),
    Option("bags", "🎒", _("Bags"), "mine"),
    Option("clothes", "👟", _("Clothes or shoes"), "mine"),
    Option("bikes", "🚲", _("Bikes"), "mine"),
    Option("phones", "📱", _("Phones"), "mine"),
    Option("batteries", "🔋", _("Batteries"), "mine"),
    Option("money", "💶", _("Money"), "mine"),
    Option("papers", "🪪", _("Identity papers"), "mine"),
    Option("medicine", "💊", _("Medicines"), "mine"),
    Option("food_water", "🥫", _("Food or water"), "living"),
    Option("cooking", "🍳", _("Cooking things"), "living"),
    Option("wood", "🪵", _("Wood or pallets"), "living"),
    Option("furniture", "🪑", _("Chairs, furniture"), "living"),
    Option("shops", "🏪", _("Small shops"), "living"),
    Option("worship", "🕌", _("Mosque or church"), "living"),
    Option("water_point", "🚰", _("Water or toilets"), "living"),
)

VIOLENCE_GROUPS = (
    Group("body", "👊", _("Hitting and force")),
    Group("weapon", "💨", _("Gas, weapons, dogs")),
    Group("intimate", "🚫", _("Touching, undressing")),
    Group("things", "📱", _("Things and papers")),
    Group("freedom", "🔒", _("Arrest and chasing")),
    Group("words", "🗯️", _("Words and threats")),
    Group("refused", "🙅", _("They refused help")),
)
VIOLENCE = (
    Option("punch", "👊", _("Punch or slap"), "body"),
    Option("kick", "🦵", _("Kick"), "body"),
    Option("baton", "🏏", _("Baton"), "body"),
    Option("push", "🫸", _("Pushed, thrown down"), "body"),
    Option("dragged", "🪢", _("Dragged"), "body"),
    Option("neck", "🧣", _("Held by the neck"), "body"),
    Option("cuffs", "⛓️", _("Tight handcuffs"), "body"),
    Option("vehicle", "🚗", _("Hit by a vehicle"), "body"),
    Option("spray_face", "😵", _("Gas in the face"), "weapon"),
    Option("gas_general", "💨", _("Tear gas"), "weapon"),
    Option("gas_tent", "⛺", _("Gas in tent or bed"), "weapon"),
    Option("gas_food", "🥫", _("Gas on food, clothes"), "weapon"),
    Option("lbd", "🔫", _("Rubber bullet"), "weapon"),
    Option("weapon_pointed", "🎯", _("Weapon pointed at me"), "weapon"),
    Option("dog_threat", "🐕", _("Threat with a dog"), "weapon"),
    Option("dog_bite", "🦷", _("Dog bite"), "weapon"),
    Option("sexual", "🚫", _("Sexual violence"), "intimate"),
    Option("undress", "👕", _("Forced to undress"), "intimate"),
    Option("phone_broken", "📱", _("Phone broken"), "things"),
    Option("taken", "🎒", _("Things taken"), "things"),
    Option("destroyed", "💥", _("Things destroyed"), "things"),
    Option("knife_occupied", "🔪", _("Tent cut, people inside"), "things"),
    Option("papers", "🪪", _("Papers taken or torn"), "things"),
    Option("arrested", "🔒", _("Arrest without reason"), "freedom"),
    Option("left_far", "🛣️", _("Left far away"), "freedom"),
    Option("forced_bus", "🚌", _("Forced into a bus"), "freedom"),
    Option("chased", "🏃", _("Chased"), "freedom"),
    Option("insult", "🤬", _("Insult"), "words"),
    Option("racist", "🗯️", _("Racist words"), "words"),
    Option("threat", "⚠️", _("Threat"), "words"),
    Option("humiliate", "😔", _("Humiliation"), "words"),
    Option("no_help", "🙅", _("They did not help us"), "refused"),
    Option("no_ambulance", "🚑", _("They refused an ambulance"), "refused"),
    Option("no_complaint", "📝", _("They refused a complaint"), "refused"),
    Option("no_interpreter", "🗣️", _("No interpreter"), "refused"),
)

SITUATIONS = (
    Option("eviction", "🏕️", _("Eviction")),
    Option("sleeping", "😴", _("While sleeping")),
    Option("street", "🚶", _("In the street")),
    Option("id_check", "🪪", _("Check of papers")),
    Option("beach", "🏖️", _("Beach or dunes")),
    Option("station_bus", "🚉", _("Station or bus")),
    Option("distribution", "🍽️", _("Food distribution")),
    Option("lorry_parking", "🚛", _("Lorry or petrol place")),
    Option("police_vehicle", "🚓", _("In a police vehicle")),
    Option("police_station", "🚔", _("Police station")),
    Option("detention", "🔒", _("Detention centre")),
    Option("shelter_bus", "🚌", _("Bus to a shelter")),
    Option("hospital", "🏥", _("Hospital")),
)

BODY = (
    Option("head", "🗣️", _("Head")),
    Option("face", "🙂", _("Face")),
    Option("eye", "👁️", _("Eye")),
    Option("nose", "👃", _("Nose")),
    Option("mouth", "👄", _("Mouth or teeth")),
    Option("ear", "👂", _("Ear")),
    Option("neck", "🧣", _("Neck")),
    Option("arm", "💪", _("Arm or shoulder")),
    Option("hand", "✋", _("Hand")),
    Option("chest", "👕", _("Chest")),
    Option("back", "🔙", _("The back of the body")),
    Option("belly", "🫃", _("Belly")),
    Option("hip", "🩳", _("Hip")),
    Option("genitals", "🔞", _("Private parts")),
    Option("leg", "🦵", _("Leg or knee")),
    Option("foot", "🦶", _("Foot")),
)
NOT_HURT = Option("none", "🟢", _("No injury"))

INJURIES = (
    Option("bruise", "🟣", _("Bruise")),
    Option("cut", "🔪", _("Cut")),
    Option("bleeding", "🩸", _("Bleeding")),
    Option("fracture", "🦴", _("Maybe broken")),
    Option("burn_gas", "🔥", _("Burn or gas")),
    Option("bite", "🦷", _("Bite")),
    Option("swelling", "🎈", _("Swelling")),
    Option("breathing", "🫁", _("Hard to breathe")),
    Option("fainted", "💫", _("Fainted")),
    Option("pregnancy", "🤰", _("Pregnancy")),
    Option("mind", "🧠", _("Fear, cannot sleep")),
)

WISHES = (
    Option("just_tell", "💬", _("Only tell")),
    Option("be_called", "📞", _("Be contacted")),
    Option("doctor", "🩺", _("See a doctor")),
    Option("lawyer_info", "⚖️", _("Legal information")),
    Option("complaint", "📝", _("A complaint")),
    Option("keep_photos", "🖼️", _("Keep my photos safe")),
    Option("nothing", "➖", _("Nothing")),
)

HAPPENING_GROUPS = (
    Group("leaving", "🚶", _("Leaving, buses, police")),
    Group("things", "⛺", _("Tents and things")),
    Group("force", "💨", _("Gas, hitting, arrests")),
)
HAPPENING = (
    Option("told_leave", "🚶", _("Told to leave"), "leaving"),
    Option("bus_forced", "🚌", _("Forced into a bus"), "leaving"),
    Option("bus_offered", "🚍", _("Bus offered"), "leaving"),
    Option("presence", "👮", _("Police only watching"), "leaving"),
    Option("tents_taken", "⛺", _("Tents taken"), "things"),
    Option("tents_cut", "🔪", _("Tents cut"), "things"),
    Option("things_taken", "🎒", _("Things taken"), "things"),
    Option("blocked", "🚧", _("Cannot get my things"), "things"),
    Option("arrests", "🔒", _("Arrests"), "force"),
    Option("gas", "💨", _("Gas"), "force"),
    Option("hitting", "👊", _("Hitting"), "force"),
)

VULNERABLE = (
    Option("children", "👧", _("Children")),
    Option("alone_minor", "🧒", _("Under 18 and alone")),
    Option("women", "👩", _("Women")),
    Option("pregnant", "🤰", _("Pregnant")),
    Option("ill", "♿", _("Ill or disabled")),
    Option("hurt", "🤕", _("Hurt person")),
)
