"""What people write when a life is in danger; how it is written: see `danger.py`."""

from collections.abc import Mapping

LIFE: Mapping[str, str] = {
    "en": """
dying/diying/dieing/dyin/dyeing|going_to/gonna/will/ll/about_to/might/can/could/may/almost die/be_dead
we/he/she/they die|!NOT want/wanna to? die/lose_my_life|WHO BE/is_already dead|~WHO * died
dead body/person/man/people|dead|someone die|~bleeding/bleding/bledding/bleeding_now
bleeding/bleding/bleed * lot/much/badly/heavily/bad/blood/hard/stop/many|losing/lost * blood
lot/lots/much/many/full of? blood|blood everywhere|blood is coming|he/she/WHO NOT stop bleeding
unconscious/unconcious/unconscius/inconscious/uncouncious
unconcius/unconsious/unconscience/not_conscious/lost_consciousness|~fainted/passed_out/collapsed/fainting
NOT waking/wake/woke up?|NOT respond/responding/react/moving|NOT move|no pulse/response
NOT breathe/breath/breathing/breth/breathin/breathes/breathing_well|stopped/stop breathing
hard/difficult/trouble to/for breathing|no breath|suffocating/suffocate/choking/sufocating|no air/oxygen
without air/oxygen|NOT get/have air/oxygen|heart stopped/attack/stop|~stabbed/stabbing/stab/stapped/stabed
with/has/have/had/by a/the/big? knife/knives|knife attack|knife in his/my/her
~shot him/her/us/me/someone/people/at/dead/in|~was/got/is/been/were/get/BE shot/shooted
shooting/shoting/gunshot/gunshots|has/have/with/got a/the? gun/guns/pistol/rifle|~shooted
~shoot/shoots/shooting US/at
~beating/hitting/kicking/punching/attacking/bitting/hiting/smashing/torturing/beeting US/up/now
~WHO BE beating/beeting/torturing|~being/getting/BE_being beaten/hit/attacked/tortured/beat/kicked
~beat/beats/hit/hits/attack/attacks US now|under attack|attack us/me
kill/killing/kills/kil/murder/murdering US/all_of_us|WHO BE killing/murdering
try/trying/want/wants/going/gonna/come to? kill|~killed/murdered|will kill
rape/raped/raping/rapd/rapping_me/rapes/rapist
sexual/sexualy/sexually assault/assaulted/abused/abuse/attacked/attack|assaulted me sexually
~burning/burn_alive/on_fire/onfire|~fire in/at/inside the/our/my? camp/tent/tents/jungle/truck/place|^fire$
^fire help/help_us/please|fire fire|save us/me/him/her/our_lives/my_life/lives/them/please
rescue us/me/him/please/them|sos|s_o_s|mayday|please/plz/pls save/rescue|life/lives BE? in/at danger/risk
danger of/to/for death/life/die|life or death|^emergency$|emergency please/help/now|BE/its/medical/an/very emergency
need/call/send/want/bring/quick an/the/us/me? ambulance/ambulans/ambulence/ambulanc|^ambulance$
ambulance please/now/quick/fast/help|badly/seriously/severely/very_badly/very/heavily hurt/injured/wounded
hurt/injured badly/seriously/very_bad|freezing/frozen to death|~WHO/was/got/BE hit by a/the? car/truck/train/lorry
overdose|hypothermia|under the train|~kidnapped/kidnaped/kidnapping
trapped/locked/stuck in/inside a/the? truck/lorry/fridge/container/trailer
need/doctor doctor/please/urgent now/urgent/urgently/quick/immediately/fast
emrgency/emergancy/emergensy/emerjency/emargency|there/ther BE? blood|ded WHO|WHO ded|broken_skull/skull_broken
~broke/broken/breaking my/his/her leg/legs/arm/arms/head/skull/hand/neck/back|head injury/injured
giving birth|labor/labour now/started/pain|baby BE? coming
took/taken/swallowed/ate/drank too_many/many/all/lot_of pills/tablets/medicines|took/taken pills|drank/swallowed poison
child/son/daughter/baby/boy/girl/kid/brother/sister is/has? lost/missing/disappeared
lost my/our child/son/daughter/baby
need/call/want a? doctor/docter/docteur/doktor/doc now/urgent/urgently/quick/quickly/fast
hit/run_over by a? car/train/truck/lorry/bus/van|fell/fall/fallen from/off/of a? truck/lorry/train/bridge
touched/touch/took/forced me/her/him/us by force|forced me/her to|^knife$|^gun$|^blood$|^fire$|^accident$
""",
    "fr": """
en_train_de/va/vais/vont/allons/tous/risque_de/peut mourir/mourrir/crever|meurt/meurs/meurent/mourrons|se meurt
mourant/mourante|on va tous? mourir|!pas/plus veux? mourir|veux pas mourir/mourrir
~IL/est/y_a/déjà/un est/sont/un? mort/morte/morts/décédé|~mort/morte maintenant|cadavre|~IL * vient_de mourir
~saigne/saignes/saignent/saignons/seigne|perd/perdu/perds/plein/beaucoup beaucoup? de/du/son? sang
sang partout/coule|saignement abondant/ne|hémorragie|saigne * beaucoup/énormément/trop/fort
inconscient/inconsciente/inconscients/inconciente/inconcient/inconsciant|~évanoui/évanouie
~perdu/perd/sans connaissance|tombé/tombée * pommes|réveille plus/pas|répond/réagit plus|bouge plus/pas|pouls
crise/arrêt cardiaque|coeur * arrêté|~overdose|hypothermie
respire/respirent/respires plus/pas/mal/difficilement/presque_plus
peux/peut/arrive/arrivent/arrivons/pouvons plus/pas/à/pas_à/plus_à/mal_à respirer|mal à respirer
étouffe/étouffent/étouffons/suffoque/suffoquons/asphyxie/étouffer
plus/pas/sans/manque d/de? air/d'air/oxygène/d'oxygène|~poignardé/poignarder/poignardée/poignardent/planté/poignarde
coup/coups de couteau/couteaux|avec/a/au/ont/un un/des? couteau/couteaux
~tiré/tirent/tire/tirer dessus/sur_nous/sur_moi/sur_lui/sur_les_gens/à_balles/sur_quelqu'un/sur_mon_ami
coup/coups de feu|par balle/balles|balle dans|fusillade|a une arme/pistolet
~nous/on_nous/me/se_fait/se_font frappent/frapper/tabassent/tabasser/battent/battre/attaquent/attaquer
~fait/font/train_de/les_gens/fais/sont_en_train_de frappent/frapper/tabassent/tabasser
~fait/font/train_de/les_gens/fais/sont_en_train_de battent/battre/attaquent/attaquer
~nous/on_nous/me/se_fait/se_font agressent/agresser/cognent/tapent/frappe/tabasse/attaque/torturent
~fait/font/train_de/les_gens/fais/sont_en_train_de agressent/agresser/cognent/tapent
~fait/font/train_de/les_gens/fais/sont_en_train_de frappe/tabasse/attaque/torturent
~FLICS/ils/il le/la/les/lui? frappent/tabassent/battent/attaquent/frappe/tapent/tabasse/torturent/agressent
~frappent/tabassent les/des/mon/tout gens/ami/monde/enfants|NOUS tuent/tue/tuer/tuez/massacrent/tué
va/vont/veut/veulent/essaie_de/essaient_de NOUS? tuer|tuent/tuer/massacre|~été/est/ont/a tué/tuée/tués/assassiné
~assassiné|ils/il/train_de tue/tuer/tuent|viol/violé/violée/violer/violées/violés/viols/violent_moi/violeur
agression sexuelle|agressé/agressée/abusé/abusée sexuellement/sexuelement|attouchements
~brûle/brûlent/brûlons maintenant/vif|ça/tente/tentes/camp/camion/tout/on/maison/cabane/jungle brûle/brûlent/crame
~prend/pris/pris_le/en/y_a_le/y_a_du/au/mis_le feu|incendie|au feu|feu dans le/la/les
sauvez/sauve/sauver/secourez/sauvé NOUS/moi/vie/mon/s'il|sauvez|au secours
o_secour/o_secours/au_secour/ausecours/osecours|secours secours/vite|vie/vies * en_danger|danger de mort
entre la vie|urgence vitale|^urgence$|une/c'est/grosse urgence|urgence svp/vite/s'il/aidez
appelez/appeler/besoin d'une/une/l'/d/le/les/de_l/un/des? ambulance/samu/pompiers/pompier/secours
envoyez/appelle/veux/vite d'une/une/l'/d/le/les/de_l/un/des? ambulance/samu/pompiers/pompier/secours|^ambulance$
ambulance vite/svp/maintenant|gravement/grièvement/très/sérieusement/grave blessé/blessée/blessés/touché
blessé/blessée/blessés/blessure/blessures grave/graves/gravement/grièvement
renversé/percuté par un/une/le voiture/camion/train|kidnappé/enlevé/séquestré
besoin d un? médecin/docteur * vite/urgent/maintenant/urgence
enfermé/enfermés/coincé/coincés/bloqué/bloqués dans un/le? camion/frigo/conteneur/remorque
urgens/urjan/urjence/urjans/urgance|ya/y_a du/plein_de/bcp_de sang|IL respire/respir pa
IL? peu/peux/peut/arrive/arriv pa/pas/plus a? respirer/respiré/respire
FLICS/ils NOUS tape/tapent/frape/frapent/cogne
IL tombé/tomber/tombée du/d'un/d camion/train/pont|est tombé/tomber du/d'un/d camion/train/pont
besoin/appelez/appeler/vite un/d'un/d/le? médecin/medcin/docteur/docter vite/urgent/maintenant
médecin/docteur/docter vite/urgent/maintenant|elle/femme/amie/soeur accouche|va/vais/train_d accoucher
accouchement maintenant/commence/cours|enceinte * saigne/mal/malaise
blessé/blesser/bléssé grave/gravement|^couteau$|^feu$|^sang$|^accident$
""",
    "ar": """
يموت/بيموت/عم_يموت/عم_بموت/حيموت/هيموت/رح_يموت/سيموت/سنموت/بنموت
نموت/حنموت/هنموت/رح_نموت/راح_نموت/بتموت/يموتون/بيموتوا/يموتو/حاموت/هموت
راح_يموت/كنموتو/نموتو/سأموت/رح_اموت/راح_اموت/يحتضر/تحتضر/بيحتضر
قاعد_يموت/قاعدين_نموت/هيموتوا/حنموت_كلنا/يموتوا/حموت/عم_نموت/تموت/بموت/غادي_نموتو|انا اموت
!NO WANT ان? اموت/نموت/الموت|~في/شخص/واحد/صديقي/صاحبي/زول/ولد/طفل/احد/حدا/رجل/اخي/رفيقي/بنت مات/ميت/ماتت/توفي|جثة
~مات/ماتوا الآن/هلا/هسع/معنا|ينزف/بينزف/تنزف/بتنزف/انزف/بنزف/عم_ينزف/ينزفون/بينزفوا/عم_بنزف/عم_تنزف
دم/دماء/الدم/دمه/الدماء كثير/كتير/كثيرة/بيسيل/يسيل/نازل/وايد/هلبة/يجري|نزيف حاد/شديد/قوي|عنده/عندها نزيف
فاقد/فقد/فاقدة/فقدت/غاب/غايب/غايبة/غائب/بدون/فاقدين عن? الوعي/وعي/وعيه/وعيها/وعيو
مغمى/مغمي/اغمي/غمي/أغمى/مغما عليه/عليها/علي|مغمي_عليو|غيبوبة
NO يصحى/بيصحى/يستيقظ/عم_يصحى/بيفيق/يفيق/يتحرك/بيتحرك/يستجيب/بيرد/تستيقظ/تتحرك/بتصحى/عم_يفيق/عم_يتحرك
مابيصحى/مابيفيق/مابيتحرك/مابيرد
NO عم_يقدر/عم_بيقدر/عم_اقدر/قادر/يقدر/اقدر/نقدر? يتنفس/بيتنفس/تتنفس/اتنفس/نتنفس/التنفس/بتنفس/بتتنفس
NO يستطيع/استطيع/نستطيع/عم/قادرين/فيه/فيني/عارف? يتنفس/بيتنفس/تتنفس/اتنفس/نتنفس/التنفس/بتنفس/بتتنفس
مابيتنفس/مايتنفس/مابقدر_اتنفس/ماقادر_اتنفس|توقف/وقف تنفسه/قلبه/التنفس/القلب/نفسه/قلبها
نختنق/بنختنق/يختنق/عم_نختنق/اختنق/بختنق/عم_اختنق/تختنق/بيختنق/خانقنا|اختناق
NO/مافي/ما_في/يوجد/مفيش/بدون/ماكو هوا/هواء/اكسجين/اوكسجين|~طعن/طعنوه/طعنوني/طعنوا/انطعن/مطعون/طعنه/طعنونا/طعني/طعنها
بالسكين/بسكين/بالسكاكين/معه_سكين/معاه_سكين/معهم_سكاكين/معاهم_سكاكين/بالسكينة/بسكينة
~اطلقوا/يطلقون/اطلق/بيطلقوا/عم_يطلقوا/يطلق/يطلقوا * النار/الرصاص/رصاص/نار|اطلاق نار/النار/الرصاص
~طخوه/قوسوه/ضربوه_بالرصاص/ضربوا_نار/بيضربوا_نار/طخوا/بيطخوا/مصاب_برصاصة/مصاب_بالرصاص/رموه_بالرصاص
~يضربوننا/يضربوني/يضربونا/بيضربونا/بيضربوني/عم_يضربونا/عم_بيضربونا/عم_يضربوني/يضربونه/بيضربوه
~بيضربوا/يضربون/عم_يضربو/يضربونني/تضربنا/عم_تضربنا/بتضربنا/يضربوا/عم_بيضربوني/عم_يضربوه
~قاعدين_يضربونا/جالسين_يضربونا/بيضربو_فينا/كيضربونا/يضربو_فينا/نتعرض_للضرب/يعتدون_علينا/بيهجموا_علينا
~يهاجموننا/يهجمون_علينا/عم_يعتدو_علينا/بيدقو_فينا/بدقو_فينا/تعذيب/يعذبوننا/عم_يعذبونا/بيعذبونا
يقتلوننا/يقتلونا/يقتلوني/بيقتلونا/بيقتلوني/رح_يقتلونا/سيقتلوننا/سيقتلونني/حيقتلونا
حيقتلوني/هيقتلونا/هيموتونا/يقتلونه/بيقتلوه/عم_يقتلونا/يقتلو_فينا/يقتلون/هيقتلوني/راح_يقتلونا
سيقتلني/رح_يقتلني/يقتلني/حيقتلني/هيقتلني/بيقتلني/داير_يقتلني/كيقتلونا/يقتلونني/قتلي/عم_يقتلوه/سيقتلونه/يقتلوه
~قتلوه/قتلوا/مقتول/قتلونا/انقتل/قتلوني|يريدون/بدهم/عايزين/بدو قتلنا/قتلي/يقتلوا/يقتل
اغتصاب/اغتصبوني/اغتصبني/اغتصبوها/اغتصبها/مغتصبة/تغتصب/اغتصبت/يغتصب/الاغتصاب/للاغتصاب/اغتصبوه/يغتصبوني|اعتداء جنسي
تحرش جنسي|اعتدى/اعتدوا علي/عليها جنسيا
حريق/حريقة/الحريق/نحترق/يحترق/بيحترق/عم_تحترق/عم_نحترق/عم_يحترق/تحترق/بتحترق/بنحترق
النار/نار ولعت/شعلت/شبت/مشتعلة/شاعلة|ولعت النار/الخيمة|~محترق/احترقت/احترق|النار في الخيم/الخيمة/الخيام/المخيم
انقذونا/انقذوني/انقذوه/انقذوها/انقذنا/انقذني/الحقونا/الحقوني/الحقني/الحقنا/نجدة/النجدة
انجدونا/انجدوني/اغيثونا/اغيثوني/افزعونا/استغاثة/عتقونا/عتقوني/سلكونا/لحقونا/انقذو/خلصونا/النجده
حياتي/حياتنا/حياته/حياتها/ارواحنا في/ب? خطر/بخطر|خطر الموت|خطر على حياتي/حياتنا/حياته|خايفين نموت
اسعاف/الاسعاف/سيارة_اسعاف/بالاسعاف بسرعة/فورا/ارجوكم/الآن/ضروري/لو_سمحت
اتصلوا/اطلبوا/ابعتوا/محتاج/محتاجين/بدنا ب/الى/سيارة? اسعاف/الاسعاف/بالاسعاف/طبيب_بسرعة
نحتاج/اريد/نريد/ارسلوا/بدي/عايزين ب/الى/سيارة? اسعاف/الاسعاف/بالاسعاف/طبيب_بسرعة|^اسعاف$|^الاسعاف$
اصابته/اصابتها/اصابة/حالته/حالتها/جرحه خطيرة/خطير/بليغة/حرجة/خطره
مصاب/مصابة/مجروح/جريح/متصاوب اصابة_خطيرة/بشدة/بخطورة/بليغ/كتير/جدا/خطير
دهسته/دعسته/دهسه/صدمته/ضربته سيارة/شاحنة/القطار/قطار|مخطوف/خطفوا/خطفوني/خطفوه
محبوسين/عالقين/محصورين/مسكرين في/ب/داخل? شاحنة/الشاحنة/البراد/برادة/الكميون/كميون/الثلاجة
راح/رح/سوف/حا/ها موت/اموت/نموت|^مات$|^دم$|^سكين$|^نار$|^النار$|^حريق$
في/عندنا/معنا/هناك واحد/شخص? جريح/مجروح/جرحى/مجاريح/مصاب/مصابين|^جريح$|^مجروح$|^مصاب$
رجله/رجلي/يده/يدي/ايدي/ايده/راسه/راسي انكسرت/مكسورة/انكسر/مكسور
انكسرت/مكسورة/انكسر/كسرو/كسروا رجله/رجلي/يده/يدي/ايدي/ايده/راسه/راسي
عم/قاعدين? يطلقو/يطلقوا/بطلقو/بيطلقوا علينا/النار/نار/رصاص
اطلبو/اطلبوا/بدنا/محتاج/نحتاج/بدي/اتصلو الاسعاف/اسعاف/سيارة_اسعاف
محتاج/بدي/بدنا/نحتاج دكتور/طبيب بسرعة/فورا/الان/ضروري
ولدي/ابني/بنتي/طفلي/الطفل/طفل/البنت/الولد/ابنتي/اخي ضاع/ضاعت/ضايع/ضايعة/مفقود/مفقودة/تاه/انخطف
خطفو/خطفوا/خطفوه/خطفوني/خطفوها/مخطوف/مخطوفين/تسمم/بتولد/عم_تولد/تلد_الان
~COPS ضربوني/ضربونا/ضربوه NOW|~ضربوني/ضربونا NOW
~COPS عم/قاعدين? تضرب/يضرب/بتضرب/بيضرب/يضربوا/تضربنا/بيضربو
brother/friend/my_brother/my_friend مات/يموت/بيموت|صاحبي/اخي dead/dying|عم يختنق/يختنقوا/نختنق/اختنق
""",
    "fa": """
می_میرد/می_میره/میمیره/میمیرم/میمیریم/می_میریم/می_میرم/میمیرن/می_میرند/در_حال_مرگ/در_حال_مردن/میمره
می_مره/میمرم/می_مریم/می_مرم/جان_می_دهد/جون_میده/جان_میدهد/داره_میمیره/میمیریم/جان_میته/می_مرن/جون_میدن
!نمی_خواهم/نمیخوام/نمی_خوام/نمی_خواهیم/نمیخایم بمیرم/بمیریم/بمرم
~یک_نفر/کسی/دوستم/برادرم/یکی/بچه/نفر/رفیقم/یه_نفر مرده/فوت/مرده_است/جان_داد/مردن|~دوستم/برادرم/بچه/رفیقم/کسی مرد
جنازه|جسد|خونریزی/خون_ریزی شدید/زیاد/دارد/دارم/داره/می_کند/میکنه/دارند/می_کنم/داریم/بند|خون زیاد/زیادی/خیلی|خیلی خون
خون * میره/می_رود/میرود/میریزه/میاد/می_آید/میایه/بند_نمیاد/از_دست/می_ریزد/روان|خونش/خونم بند
~بیهوش/بی_هوش/از_هوش_رفت/ضعف_کرده/از_هوش_رفته/غش_کرده/بیهوشه/بی_هوشه/از_حال_رفته/از_حال_رفت/ضعف_کرد/غش_کرد
به هوش نمیاد/نمی_آید|بیدار نمیشه/نمی_شود/نمیشود/نمی_شه|تکان نمیخوره/نمی_خورد|جواب نمیده
نفس نمی_کشد/نمیکشه/نمی_کشه/نمی_کشم/نمیتونه/نمیتونم/نمی_توانم/نمی_تواند/نمیتوانه
نفس بند_آمده/نمیاد/نمیشه/ندارد/نداره/نمی_توانیم/کشیده_نمی_توانم/کشیده_نمیتوانم/نمیتوانیم/کشیده_نمیتانم
نمی_تونم/نمی_توانم/نمیتونم/نمی_تواند/نمیتونه/نمی_توانیم/نمیتونیم نفس|نفسم/نفسش/نفس_ما بند/گرفت/نمیاد
خفه میشم/میشیم/می_شوم/می_شویم/شدیم/شده/می_شود/میشه/شدم/داریم/شدن/می_شیم|هوا/اکسیژن نیست/نداریم/ندارد/کمه/تمام
~چاقو/کارد * خورد/خورده/زدن/زد/کشید/زدند/زدش/زده/خوردم/دارند/دارن/دارد/داره|با چاقو/کارد/چاقو_حمله
~تیر/گلوله/مرمی * خورد/خورده/زدن/زدند/زدندش/خوردم|~شلیک/فیر/فایر می_کنند/میکنن/کردند/کردن/میکنند/کرد/شد|تیراندازی
~دارند/دارن/دارد/داره/پلیس/پولیس MA می_زنند/میزنن/میزنه/کتک_می_زنند/می_زند/میزنند
~MA می_زنند/می_زنن/میزنن/می_زند/میزنه/میزنند/کتک_می_زنند/لت_و_کوب_می_کنند/شکنجه_می_کنند/لت_می_کنند/کتک_میزنن
~میزننمون/میزننمان/می_زنندمان/میزننم/میزنندما|~لت و? کوب می_کنند/می_کنن/میکنن/میکنه/می_کند/میکنند|~می_زنند/میزنن MA
~به_ما/ما_را/به_من/سر_ما حمله می_کنند/میکنن/کردند/کردن/کرده/شده
MA می_کشند/میکشن/میکشه/می_کشد/خواهند_کشت/به_قتل/می_کشن/میکشند/بکشند/بکشن/بکشد/بکشه/می_کشه
می_کشنم/میکشنمون/میکشنمان/میکشنم/می_کشندم/بکشنمون/بکشنم
می_خواهند/میخوان/میخواد/می_خواهد/میخواهن * بکشند/بکشن/بکشنم/بکشد/بکشه
~کشتند/کشتن/کشته_شد/کشتنش MA/دوستم/یک_نفر/او/را/برادرم/نفر|قتل ما/عام
تجاوز کرد/کردند/کردن/می_کنند/میکنن/شد/شده/جنسی/کرده|بهم/مورد/به_من/به_او تجاوز|آزار جنسی|سو استفاده جنسی
آتش/اتیش گرفت/گرفته/گرفتیم/سوزی/گرفتن|آتشسوزی/آتیش_سوزی/حریق|می_سوزیم/میسوزیم/در_آتش/می_سوزند
خیمه/چادر/چادرها/کمپ/خیمه_ها/کامیون می_سوزد/میسوزه/در_آتش/می_سوزه/آتش|داره/دارد میسوزه/می_سوزد
نجات/نجاتمان/نجاتم/نجاتمون/نجاتش/نجاتمو/ما_را_نجات بدهید/بدین/بده/بدهین/دهید/بتین/بتید/بدید
به_داد/بداد ما/من/مان/مون/م? برسید/برسین/برس|به_دادمون/بدادم/به_دادم/به_دادمان/بدادمون برسید/برسین/برس
جان/جانم/جان_ما/جونم/جونمون/جانمان/زندگی_ما/جان_من/زندگیم/جانش * در/به خطر|خطر مرگ|خطر جانی
امبولانس/آمبولانس/امبولاس/آمبولانسه می_خواهیم/لازم/بفرستید/خبر/زنگ/می_خواهم/میخوایم/بفرستین/لطفا/زود/فوری/نیاز
^آمبولانس$|به آمبولانس/امبولانس|اورژانسی/اورژانس لطفا/است/فوری
سخت/شدید/به_شدت/خیلی/بد_رقم/شدیدا/بسیار زخمی/مجروح/افگار/زخمیه/آسیب_دیده|زخمی شدید/سخت
ماشین/موتر/قطار/کامیون زد/زیر_گرفت/زده|زیر ماشین/موتر/قطار|گروگان|دزدیدن/دزدیدند/ربودند ما/مرا/منو/دوستم/دخترم
در کامیون/لاری/یخچال گیر/حبس/بند|دکتر/داکتر/آمبولانس زود/فوری/لازم_فوری/سریع
اورژانس/خونریزی/خون_ریزی/اورجانس|نفسم/نفسش بالا نمیاد/نمی_آید/نمیایه|^خون$|^مرده$|^چاقو$|^آتش$|^آتیش$|^تجاوز$|^تیر$
COPS MA? داره/دارن/دارند? میزنه/میزنن/میزنند/میزند/میزنت/می_زند/میزنتمان|COPS * لت_و_کوب
لت_و_کوب می_کند/میکنه/میکنن/میکنند/کردند_حالا
بچه/بچه_ام/بچم/پسرم/دخترم/طفلم/پسر/برادرم گم/گمشده شده/شد/است|بچه/بچه_ام/بچم/پسرم/دخترم/طفلم گمشده
دکتر/داکتر/دکتور فوری/زود/حالا/الان/عاجل
""",
    "ps": """
مړ_کېږي/مړ_کیږي/مړه_کېږو/مړه_کیږو/مړ_کېږم/مړ_کيږم/مړ_کیږم
ساه_ورکوي/سا_ورکوي/مړه_کیږي/مړه_کېږي/مړه_کيږو/مرو/مرګ_حال/ځنکدن
~څوک/ملګری/ملګري/هلک/ماشوم/سړی/کس/ورور/یو_کس/یو_نفر مې/می? مري/مري_دي/مړ/مړ_شو/مري_اوس/مړ_دی
موږ/مونږ/زه/دی/هغه مرم/مړه/مري/مرو|!نه_غواړم/نه_غواړو مړ/مړه/مرم/ومرم|~مړی/مړ شوی/شو/دی|جسد|جنازه
وینه/وینې/ویني * ډېره/ډیره/ډیرې/ډېرې/ځي/روانه/روانې/ضایع/ودرېږي/نه_درېږي/تویېږي/تویږي/راځي/ترې/وځي/بهېږي_ډېره
ډېره/ډیره/ډېرې وینه/وینې/ویني|خونریزي/خونريزي/خونریزی|ترې/ځنې وینه/وینې
بېهوش/بېهوښه/بیهوش/بیهوشه/بې_هوش/بې_هوشه/بی_هوشه/بې_هوښه_دی
بې_سده/بیهوښه/بېهوښ/بی_هوش/بې_هوښه_ده/بې_هوښه_شو/بې_هوښه_پروت/بې_هوښه_شوی
نه راويښېږي/راویښیږي/خوځېږي/خوځیږي/ښوري/بېدارېږي|هوش نلري/نه_لري
ساه/سا/ساه_یې/ساه_مې/نفس/سا_یې نه/نشي/نشم/نه_شي/نه_شم اخلي/اخیستلی/اخستی/ده/اخستلی/اخیستی/شوه/شو/اخیستلای/کوي?
ساه/سا/ساه_یې/ساه_مې/نفس/سا_یې بنده/بندېږي/بندیږي/یې_بنده/مې_بندېږي/مې_بنده اخلي/اخیستلی/اخستی/ده/اخستلی?
ساه/سا/ساه_یې/ساه_مې/نفس/سا_یې بنده/بندېږي/بندیږي/یې_بنده/مې_بندېږي/مې_بنده اخیستی/شوه/شو/اخیستلای/کوي?
ساه نه یې? اخلي|هوا نشته/نه_شته/نلرو|اکسیجن نشته|خفه_کېږو/خپه_کیږو/خفه_کیږو/خفه_کېږم
~چاقو/چاړه/چاکو/چاړو/چړه * وهل/وهلی/وواهه/ووهل/وهلي/یې_وواهه/ووهلم/وهي|په چاقو/چاړه/چاکو/چاړو/چړه
~ډزې/ډز/ډزی/فیر/فایر/فیرونه/ډزو * کوي/وشوې/وکړ/کېږي/وشو/وکړې/کوی
~ویشتل/وویشت/ویشتلی/ویشتل_شوی/وویشته/وویشتل/ولګېده_مرمۍ|مرمۍ/ګولۍ/ګولی لګېدلې/لګیدلې/ولګېده/لګیدلی
~US وهي/وهی/په_وهلو/وهل_کوي/ډبوي/ټکوي/لت_او|~وهي/وهی/ټکوي/ډبوي مو/موږ/ما/مې/خلک/مونږ|~COPS/لګیا_دي * وهي/وهی/ډبوي
~حمله کوي/وکړه/يې_وکړه|US وژني/وژنی/وژنئ/قتلوي/مړه_کوي/مړ_کوي/وژنې|وژني/وژنی/وژنې US
~ووژل/وژلی/ووژلو/ووژل_شو/یې_وواژه/وواژه|غواړي US? ووژني/وژني/مړ_کړي/مړه_کړي|جنسي تېری/تیری/تجاوز/تيری/زیاتی|تجاوز یې
تجاوز وکړ/وشو/شوی/کوي|تېری/تیری یې|زنا * زور|په زور زنا
سوځو/سوزو/سوزېږو/اور_لګېدلی/اور_اخیستی/اور_واخیست/اور_لګیدلی/اور_واخیستو/اور_ولګېد/اور_ولګید/اور_مو
خېمه/خیمه/خیمې/خېمې/کمپ * سوځي/سوزي/اور|اور اور|SAVE|ژوند/ژوند_مې/ژوند_مو/ژوندمو/ژوند_یې * په? خطر/خطره
امبولانس/ایمبولنس/امبولینس/امبولانسه * راولېږئ/راولیږئ/ولېږئ/ولیږئ/وغواړئ/پکار
امبولانس/ایمبولنس/امبولینس/امبولانسه * غواړو/زر/ژر/راوغواړئ/ته_اړتیا/ته_ضرورت|^امبولانس$
سخت/ډېر/شدید/ډیر/زیات/سخته ټپي/ټپی/زخمي/زخمی/ژوبل/ټپي_دی
موټر/موتر/اورګاډي/ټرک/ګاډي * وهلی/ووهلو/لاندې_کړ/لاندې_شو/وواهه|تښتولی/وتښتاوه/اختطاف|ډاکټر/داکتر ژر/زر/پکار_زر
په لارۍ/ټرک/کانټینر کې بند/بندیان/راګېر
^مرم$|زه مرم/مرمه|مرم مرسته|وینه/وینې/وینی/خون بهیږي/بهېږي/ځي/ځی/روانه/روانې/ډېره/ډیره/زیاته|^وینه$|^وینې$|^چاړه$
^اور$
ډزې/ډزی/ډز/فیر کوي/کوی/کیږي/وشو/وشوې/روان|اور اخیستی/واخیست/لګیدلی/ولګید
ماشوم/زوی/لور/ورور مې/می? ورک دی/شو/شوی/ده/شوې
""",
    "ti": """
ይመውት/ትመውት/እመውት/ንመውት/ይሞቱ/ይመውቱ/ክመውት/ክንመውት/ክትመውት/ይመዉት/ይመውት_ኣሎ/ንሞት/ክንሞት/ክሞት/ይሞት/ክመውቱ/ክሞቱ/ይሞት_ኣሎ/ንመዉት/ክመዉት/ብሞት_ንመውት
ክመውት ኣይደልን|~ሞይቱ/ሞይታ/ሞይቶም/መይቱ/ሞይቱ_ኣሎ|ሬሳ|~ይደሚ/ይደምዩ/ትደሚ/እደሚ/ንደሚ/ይደምየኒ/ይደሚ_ኣሎ
ደም * ይፈሶ/ይውሕዝ/ይፈስሶ/ይፈሳ/ይፈሰኒ/ይፈስሰኒ/ይውሕዞ/ይፈሶ_ኣሎ/ይፈስሳ/ይፈስስ_ኣሎ/ይፈስስ_ኣሎ|ብዙሕ/ብዙሕን/ኣዝዩ_ብዙሕ ደም|ደም ብዙሕ/ኣይቋረጸን/ኣቢዩ
ሃለውኡ/ሃለዋቱ/ህልውንኡ/ሃለውታ/ሃለዋታ/ዕላሉ/ኣእምሮኡ/ውነኡ/ውንኡ/ውንኣ/ውነኣ/ነብሱ/ነፍሱ/ዊንኡ ኣጥፊኡ/ስሒቱ/ኣጥፊኣ/ስሒታ/የብሉን/ኣይፈልጥን/ስሒቱ_ኣሎ/ኣይፈለጠን
ኣይትንስእን/ኣይተበራበረን/ኣይምልስን/ኣይንቀሳቐስን/ኣይትበራበርን|ኣየተንፍስን/ኣይተንፍስን/ኣየስተንፍስን/ኣይስተንፍስን/ኣየተንፍስ/ኣተንፊሱ_ኣይክእልን
ኣተንፍስ_የለን/ከተንፍስ_ኣይከኣለን/ከተንፍስ_ኣይክእልን/ከተንፍስ_ኣይከኣልኩን/ከስተንፍስ_ኣይክእልን/ኣይነተንፍስን/ከተንፍስ_ኣይከኣለን
ትንፋስ/ትንፋሰይ/ትንፋሱ/ምትንፋስ የብሉን/ሓጺሩኒ/ሓጺሩዎ/ስኢኑ/ስኢነ/ኣቢዩ/ኣብዩኒ/ኣቢዩኒ/ኣይከኣለን/ሓጺሩና/ስኢንና/ኣቢዩዎ/ኣይከኣልኩን/ኣይከኣልናን/ኣቢዩና/ጠፊኡኒ
ንሕነቕ/ንሕኖቕ/ይሕኖቕ/እሕኖቕ/ተሓኒቕና/ንሕኖቕ_ኣለና|ኣየር የለን/የብልናን/ስኢንና|~ብካራ/ብሴፍ/ብጩቤ/ብሰይፊ/ወጊኦሞ/ወጊኦምኒ/ወጊኡኒ/ተወጊኡ/ብካራ_ወጊኡ/ተወጊአ/ወጊኡዎ
ካራ/ሴፍ/ጩቤ ሒዙ/ሒዞም/ኣለዎ|~ይትኩሱ/ተኲሶም/ይትኩሱ_ኣለዉ/ብጥይት/ቶኹሶም/ተኺሶም/ይትኩሱና/ተተኲሱ/ይትኩሱ_ኣለው/ጥይት_ይትኩሱ|ተኩስ ኣሎ
~ይወቕዑና/ይወቕዑኒ/ይሃርሙና/ይሃርሙኒ/ይሃርምዎ/ይቕጥቅጡና/ይቕጥቅጡ/ይሃርሙ/ይወቕዑ/ይወቕዕዎ/ይገርፉና
~ይገርፉኒ/ይድብድቡና/ይደብድቡና/የጥቅዑና/ይጠቕዑና/ይሃርምዎም/ይወቕዕዎም/ይቕጥቅጡኒ/ይቕጥቅጥዎ/ይሃርሙና_ኣለዉ/የሳቕዩና/ይቅጥቅጡና
ይቐትሉና/ይቐትሉኒ/ክቐትሉና/ክቐትሉኒ/ክቐትለኒ/ክቐትሉዎ/ይቐትሉ/ይቐትሉዎ/ይቐትለኒ/ክቐትልዎ/ይቐትልዎ/ክቐትለና/ክቐትሉ/ይቐትለና/ይቐትሉና_ኣለዉ
~ቀቲሎም/ቀቲሎሞ/ቀቲልዎ/ቀቲሎምዎ/ተቐቲሉ/ቀቲሎምና
ተዓሚጻ/ተዓሚጸ/ዓሚጹኒ/ዓሚጾምኒ/ዓሚጽዋ/ዓሚጾማ/ዓሚጹዋ/ተደፊራ/ደፊሮማ/ደፊሩኒ/ደፊሮምኒ/ክዕምጹኒ/ተደፊረ/ክደፍሩኒ/ደፊርዋ/ዓሚጾሙኒ/ክዕምጸኒ|ጾታዊ መጥቃዕቲ/ዓመጽ_ፈጺሞምኒ
ይቃጸል/ንቃጸል/ትቃጸል/ተቃጺሉ/ይነድድ/ትነድድ/ንነድድ/ይነድድ_ኣሎ/ንቃጸል_ኣለና/ይቃጸሉ/ተቃጺልና|ሓዊ ተላዒሉ/ሓዊ/ኣሎ/ተባሪዑ/ባርዕ/ተወሊዑ/ተላዒሉዎ/ኣጥቂዑና|~ባርዕ/ተባሪዑ
ኣድሕኑና/ኣድሕኑኒ/ኣድሕነና/ኣድሕነኒ/ኣድሕንዎ/ኣድሕኑዎ/ኣድሕኑ/ድሓኑና/ኣድሕንና/ኣድህኑና/ኣውጽኡና_ካብ_ሞት|ህይወትና/ህይወተይ/ህይወቱ/ሂወትና/ህይወታ * ኣብ? ሓደጋ|ኣብ ሓደጋ ሞት
ኣምቡላንስ/ኣምቡላንሳ/ኣምቡላስ/ኣምቡላንስ_ሕጂ/ኣንቡላንስ * ጸውዑ/ደውሉ/የድልየና/ስደዱ/ይድለ/የድሊ/የድልዮ/ጸውዑልና/ስደዱልና/ንደሊ/የድልየኒ/ቀልጢፉ|^ኣምቡላንስ$
ጸውዑ/ደውሉ ኣምቡላንስ|ሓኪም ቀልጢፉ/ሕጂ_የድልየና/ህጹጽ|ብጽኑዕ/ኣዝዩ/ብጣዕሚ/ብከቢድ/ከቢድ/ብኸቢድ/ኣዝያ ተጎዲኡ/ተጎዲአ/ቆሲሉ/ተጎዲኣ/ቆሲላ/ተወጊኡ/ተጎዲኦም/መውጋእቲ
መኪና/ባቡር ሃሪማቶ/ገጪዋቶ/ረጊጻቶ/ወቒዓቶ|ጨውዮም/ጨውዮምኒ/ተጨውየ/ተጨውዩ|ኣብ ውሽጢ? ካምዮን/ፍሪጅ/ኮንተይነር ተዓጺና/ተዓጽዩና/ተዓፊንና
ክተንፍስ/ምትንፋስ/ከተንፍስ/ትንፋስ ኣይከኣልኩን/ኣይከኣለን/ኣይካኣልኩን/ኣይከኣለትን/ስኢነ/ስኢኑ/ኣብዩኒ
ደም ይፈስስ/ይፈስስ_ኣሎ/ይውሕዝ/ብዙሕ/ፈሲስዎ|^ደም$|ክቡድ/ብኸቢድ/ከቢድ/ብጽኑዕ ቆሲሉ/ቆሲለ/ተጎዲኡ/ተጎዲአ/ማህሰይቲ
ሃለዋት/ሃለዋቱ/ሃለዋታ/ህልውና የብሉን/የብላን/ኣጥፊኡ/ኣጥፊኣ/ስሒቱ|ተኩስ/ይትኩሱ/ይትኩስ|^ሓዊ$|ሓዊ ተላዒሉ/ኣሎ/ተባሪዑ|ነዲዱ/ትነድድ_ኣላ
^ካራ$|ብካራ|ብሳንጃ|ቆልዓ/ወደይ/ጓለይ/ውላደይ/ሓወይ ጠፊኡ/ጠፊኣ/ጠፊኡኒ/ጠፊኡና/ጠፊኣትኒ
COPS ይወቕዕ/ይወቅዑ/ይሃርም/ይሃርሙ/ይወቅዕ/ይደብድቡ
""",
    "am": """
እየሞተ/እየሞትን/እየሞትኩ/እየሞቱ/እየሞተች/ልሞት/ልንሞት/ሊሞት/ልትሞት/ይሞታል/እንሞታለን/እሞታለሁ/ሊሞቱ/ልንሞት_ነው/ልሞት_ነው/ትሞታለች/ይሞታሉ/እየሞተብን|መሞት አልፈልግም
~ሞተ/ሞተች/ሞቷል/ሞታለች/ሞቱ/ሞተብን|ሬሳ/አስከሬን|~እየደማ/ይደማል/እየደማች/እየደማሁ/እየደሙ/እየደማኝ
ደም * እየፈሰሰ/ይፈሳል/ፈሰሰው/እየፈሰሰው/እየፈሰሳት/እየፈሰሰኝ/እየፈሰሰብኝ/ፈሰሳት/አላቆመም/አልቆመም|ብዙ ደም
ራሱን/እራሱን/ራሷን/እራሷን/ራሴን ስቷል/ሳተ/ስታለች/ስቶ/ሳተች/ስቶ_ወድቋል/ስታ|አልነቃም/አይነቃም/አይንቀሳቀስም/አይመልስም/አትነቃም/አልተንቀሳቀሰም
አይተነፍስም/አትተነፍስም/አልተነፈሰም/አልተነፍስም
መተንፈስ/ትንፋሽ/ለመተንፈስ አልቻለም/አልቻልኩም/አልቻልንም/አቃተኝ/አቃተው/አቃተን/አይችልም/አልችልም/አጠረኝ/አጠረው/አጠረን/አልቻለችም/የለውም/አቁሟል/አቃታት/አቆመ
ታፈንን/ታፍነናል/እየታፈንን/ታፍኛለሁ|አየር የለም/አጠረን|~በቢላ/በቢላዋ/በጩቤ/ተወግቷል/ተወጋ/ወጉት/ወጉኝ/በስለት|ቢላ/ቢላዋ/ጩቤ ይዟል/ይዘዋል/ይዞ
~ተኮሱ/እየተኮሱ/ተኮሱበት/በጥይት/ተተኮሰ/እየተኮሱብን/ተኮሱብን/ተኮሱብኝ/ጥይት_ተኮሱ
~እየደበደቡን/እየደበደቡኝ/እየደበደቡት/እየመቱን/እየመቱኝ/ይደበድቡናል/እየደበደቡ/እየመቱት/እየደበደቡዋት/እየደበደቧት/እየመቱ/ይመቱናል/እያሰቃዩን/እያጠቁን
ሊገድሉን/ሊገድሉኝ/ሊገድለኝ/እየገደሉን/እየገደሉ/ይገድሉናል/ይገድሉኛል/ሊገድሉት/እየገደሉት/ሊገሉን/ሊገሉኝ/ይገሉናል/እየገደሉኝ/ይገድለኛል/ሊገለኝ|~ገደሉት/ተገደለ/ገደሉ/ገደሏት
ተደፈረች/ተደፈርኩ/ደፈሩኝ/ደፈረኝ/ደፈሯት/ተደፍራለች/መድፈር/ሊደፍሩኝ/ሊደፍረኝ/ደፈራት/ተደፍሬያለሁ/ደፍረውኛል/አስገድደው_ደፈሩኝ|ወሲባዊ ጥቃት
እየተቃጠለ/እየተቃጠልን/እየተቃጠለች/እየተቃጠልኩ/እየነደደ/ሊቃጠል/እየተቃጠሉ|~ተቃጠለ/ተቃጥሏል|እሳት ተነሳ/ተነስቷል/እሳት/አለ/ተቀጣጠለ/እየነደደ/ይዞታል
አድኑን/አድኑኝ/አድነን/አድነኝ/አድኑት/ድረሱልን/ድረሱልኝ/አድኗት/ድረሱለት/አድኑ/ድረሱብን/አትርፉን|ህይወታችን/ህይወቴ/ህይወቱ/ሂወታችን * አደጋ
አምቡላንስ/አንቡላንስ * ጥሩ/ጥሩልን/ያስፈልጋል/ያስፈልገናል/ላኩ/እፈልጋለሁ/ላኩልን/እንፈልጋለን/ደውሉ/ቶሎ|^አምቡላንስ$
በጣም/ክፉኛ/በከባድ/ከባድ ተጎድቷል/ተጎዳ/ቆስሏል/ተጎድታለች/ተጎድቻለሁ/ጉዳት|መኪና/ባቡር ገጨው/ገጨኝ/ገጫት/ገጨችው|ታግተናል/ታግቻለሁ/አግተውኛል/ታፍኗል
COPS እየደበደበን/እየደበደቡን/እየመታን/እየመቱን/እየደበደበኝ/እየመታኝ|^እሳት$|እሳት ተነሳ/ነው/አለ|^ደም$|ደም እየፈሰሰ/ይፈሳል|^ቢላ$
ክፉኛ/በጣም/በጽኑ ቆስሏል/ቆሰለ/ተጎድቷል/ተጎዳ
""",
    "ckb": """
دەمرێت/دەمرێ/دەمرین/دەمرم/ئەمرێ/ئەمرم/ئەمرین/لە_مردندایە
خەریکە_بمرێ/خەریکە_بمرم/خەریکە_بمرین/دەمرن/خەریکە_بمرێت/لە_گیانەڵادایە/خەریکین_دەمرین/لە_مردنداین/ئەمرن|نامەوێ بمرم
~مردووە/مرد_ئێستا/گیانی_دەرچوو|تەرم
خوێن/خوێنی/خوێنم/خوێنێکی * لەبەر/زۆر/لێ/دەڕوات/دێت/ئەڕوا/لێ_دەچێت/دەڕوا/ناوەستێت/لێدێت/لێدەچێت/لەبەردەڕوات
خوێنبەربوون/خوێنڕێژی/خوێن_بەربوون/خوێنبەربوونی|~بێهۆش/بێهۆشە/بێ_هۆش/بێ_هۆشە/لە_هۆش_خۆی_چووە/لەهۆشخۆی_چووە
~بوراوەتەوە/بوورایەوە/بووراوەتەوە/هۆشی_نییە/لە_هۆش_چووە/هۆشی_نیە|بەئاگا نایەت/نایەتەوە
هەڵناسێت/ناجوڵێت/ناجووڵێ/وەڵام_ناداتەوە
هەناسە/هەناسەی/هەناسەم نادات/نادا/نایەت/نییە/ناتوانێت/ناتوانێ/ناتوانم/ناتوانین/نیە/پێ_نادرێت/نەماوە/نایە
ناتوانم/ناتوانین/ناتوانێت/ناتوانێ هەناسە|هەوا/ئۆکسجین نییە/نیە/نەماوە
~چەقۆ/چەقۆی/چەقۆیان لێدرا/لێدراوە/لێداوە/لێدان/لێداین/لێدا/پێیە/لێدرام|بە چەقۆ
~تەقە/گوللە/فیشەک/تەقەیان/تەقەمان دەکەن/لێدەکەن/کرا/لێدرا/بەرکەوت/ئەکەن/لێکرا/لێ_دەکەن/بەرکەوتووە/کرد
~بە فیشەک/گوللە|~لێمان/لێم/لێی/لێیان دەدەن/ئەدەن/دەدا/دەدات|~لێماندەدەن/لێمدەدەن/لێیدەدەن/لێدان_دەکەن
~هێرشمان/هێرش_دەکەنە/پەلاماریان/پەلامارمان|ئەشکەنجەمان/ئەشکەنجە دەدەن
دەمانکوژن/دەمکوژن/ئەمانکوژن/ئەمکوژن/دەیکوژن/دەمانکوژێت/بمانکوژن
بمکوژن/دەکوژن/دەمکوژێت/ئەیکوژن/دەمکوژێ/بیکوژن/بمکوژێت|~کوشتیان/کوشتیانین/کوژراوە/کوژرا
دەستدرێژی/دەستدرێژیی/دەستدرێژییان/لاقەکردن/لاقە/لاقەیان/دەستدرێژی_سێکسی|دەسووتێین/ئەسووتێ/دەسووتێ/دەسووتێت/دەسووتێن
ئاگر/ئاگری گرت/کەوتووەتە/ئاگر/گرتووە/کەوتەوە/کەوتۆتەوە|~سووتا/سووتاوە
ڕزگارمان/ڕزگارم/ڕزگاری/ڕزگارمانکەن بکەن/بکە/کەن|ڕزگارمانکەن/ڕزگارمکەن/ڕزگارمبکەن
فریامان/فریام/بەهانامانەوە/فریای بکەون/کەون/بکەوە/وەرن|هاوار|ژیانمان/ژیانم/ژیانی * لە? مەترسی/مەترسیدایە/مەترسیدا
ئەمبولانس/ئەمبوڵانس/ئەمبولانسێک/ئیسعاف * بنێرن/پێویستە/بانگ/دەوێ/بکەن/دەوێت/بنێرە/خێرا|^ئەمبولانس$
زۆر/سەخت/بەسەختی/بە_سەختی/خراپ بریندار/بریندارە/برینداربووە/بریندارن|ئۆتۆمبێل/شەمەندەفەر/لۆری لێیدا/لێی_دا/پێیدا
فڕاندیان/ڕفاندیان/فڕێنراوە
^خوێن$|^ئاگر$|^چەقۆ$|بە سەختی بریندار/برینداربوو
""",
    "om": """
du'aa/du'uufi/du'uuf jira/jirti/jirra/jiru|dhiigaa/dhiigni * jira/jirti|nu/na ajjeesuu/ajjeesaa/ajjeesan * jiru
hafuura * baasuu|nu baraaraa|na baraaraa|gudeedan/gudeedame|gubachaa jirra/jira|nu/na reebaa jiru
polisiin/poolisiin/polisin nu/na? reebaa/rukutaa/reebuu|dhiigaa/dhiiga_jira/dhiigni|du'e/du'eera/du'uu_ga'e
""",
    "la": """
anqizuna/anqithuna/en2ezouna/an9idhouna/engezona/enkizouna/anqedhuna/en2zuna/en2ezuna/anqezona
el7a2ouna/el7a2oona/el7agouna/al7agona/el7agona/l7a2ouna/elhaouna/el7a2uni/alhaguna/el7aguni|nejde/najda/elnajda
bymout/bimout/bimoot/yamoot/bymoot/biymout/3am_ymout/3am_ymoot/ra7_ymout/namout/namoot/7anmout/hanmout/nmoot
yanzif/byinzef/binzif/3am_yenzef/binzef
byi2tlouna/yaqtolouna/yaktolona/ye2tlouna/ra7_y2tlouna/ra7_ye2tlouna/7ayektlona/yi2tlouna
bydrabuna/bydrbouna/bidrabuna/yadribuna/yadrebona/yadrebuna/3am_ydrbouna/3am_yedrabouna/by9'rbouna/biderbouna
nejat/nijat/najat bedid/bedin/bidi/bede/konid/bedehid|najatemun/nejatemun/nejatam/nejatemoon bedin/bedid/bede
be_dadam/bedadam/be_dade_ma/be_dademan/be_dademun beresid/beresin/berasid
mimire/memira/mimirad/mimirim/mimiram/mimeeram/mimeerim/dare_mimire/darim_mimirim/memirem/mebmirim/mimirah
nafas nemikeshe/nemikeshad/nemikesham/namekasha|khunrizi/khoonrizi/khonrizi dare/shadid/zyad/ziyad
daran/daran_ma_ro/maro/mano/ma_ra/mara/ma_ro mizanan/mikoshan/mezanan/mekoshan/mizanand/mikoshand
wazhni/wojni/vazhni/wazni mo/mong/muzh/moong/ma|mong/muzh/moong/mo/ma/mung wazhni/wahi/wojni|mong/mo wahi
wahi mo/mong|mar kegi/kigi/kigo/kego/kegu|bach kre/kra/krai/kray/kri/kai|khlas/khalas kre/krai
adhnuna/adhinuna/adhinuni/adhnuni/adhenuna/adhenuni/adehnuna
ymewt/yimewt/yimewit/ymewit/nmewt/nimewit/yimut/ymut_alo|yqetluna/yiqetluna/kqetluna/kiqetluna/yketluna/yikatluna
yharmuna/yiharmuna/yweqiuna/yiwekuna/yihrmuna|adnun/adinun/adnugn/adinugn/dresulin/diresulin/deresuln/dresuln
eyemote/eyemote_new/limot_new/limot|eyedebedebun/eyedebedebugn/ligedlun/ligedlugn/ligelun
aytenefsm/aytenefsim/aytenfsm|rzgarman/rizgarman/rzgarm bken/bkan/bkn
damankujn/dmankujn/amankujn/damankuzhn/demankujin/demkujin|damrin/damret/demrin/demre/amrin
secour/secours_secours/osekour/o_skour/au_skour|jmeurs/jmeur/il_meur
elnagda/el_nagda/nagda/elnejda/elnajdeh/2n2zona/n2ezona/nqezona/n9ethona/n9thona/elhaouni/l7a2ouni/el7ouna
bamoot/bmoot/ra7_moot/rah_moot/ra7_amoot/ra7_nmoot/bnmoot/7amoot|3am bmoot/bnmoot/namoot
ma/mo 3am? yetnafas/byetnafas/betnafas/btetnafas
sa7bi/akhi/khoya/sadi2i/sadiqi/ibni/ebni/wa7ad/wahed/zalame/rafi2i mat/maat/metet/matet|fi/fih/fe dam
dam ktir/kteer/kathir
byenzef/bienzef/yenzef/3am_yenzof
bydrbona/3am_yedrbona/3am_yidrbouna/bidrboona/bedrebona/yedrbouna/tedrabna/bidrobna
~COPS 3am? byedrab/byodrob/yedrab/btodrob/tedrob/byodrobo/yodrobo
ta3anooni/ta3anouh/ta3anoo|eghtasabni/ightasabuni/eghtasabouni/eghtasabha/ightisab/eghtisab/8tsbny/8tasabni
fi/fih majrou7/mjrou7/jar7a
ma3o/ma3ahom/ma3oun sekkin/sikkine|bidna/biddi/talab/7tajna/el is3af
wladi/ibni/ebni/binti/tefli da3/day3/day3a/mafqud
khatafo/khatafou/5atafo/khatafuni/khatafoh|3am yetlo2o/ytl2o/ye2awso|7aree2/hariq bil/fil/kbir/kbeer
^khatar$|^khatr$|^nejat$|^hadega$|^sekkin$|^chaghu$|^chaqu$|^khun$|^atish$|^atash$|^mram$|^najda$|^alnajda$|^gharaq$
^ghargh$
bihush/bihosh/behosh/bihushe/bihoshe/bihushi/behushe/behosha|khunrizi/khonrizi/khunrezi
dustam/dostam/rafigham/baradaram/khaharam/bache_am/bacham/pesaram/madaram/yeki/yenafar mord/morde/mordeh/mordan/marg
nemitunam/nemitonam/nemitavanam/nemitune nafas bekesham/bekeshe/keshidan|nafasam bala
khun/khon miad/mirize/dare_miad/ziad
COPS maro/mano/mara/ma_ro/ma_ra/dare/daran/mardom? mizane/mizanan/mizanad/mizanand/mizaneh/mezana/mizanat
maro/mano/mara/marano/ma_ro mikoshan/mikoshand/mikoshe/mekoshan
chador/kheyme/kheime/camp atish/atash/misuze/misoze/mesuza
ba chaghu/chaqu/chaghoo|chaghu/chaqu/kard zad/zadan/zade/khord/khordam/dare/darad
tir zadan/khord/khordam/mizanan/andakhtan/andazi
tirandazi|tajavoz/tajawoz|bache/bacham/pesaram/dokhtaram gom shod/shode
mra/mrh/mri/mar kigam/kegam/kigu/kegu/kego/kigo/kezham|za mram|malgari/malgare/wror/mlgri mar/mr sho/shu/shwe/di/de
sah/sa na/nshi/nasha akhli/akhle/akhistai/akhlam|wina/wini/wine zi/rawana/bahigi/dera/zyata
COPS mo/muzh/ma? wahi/wahe/wehi/wahai
dzi/dzey/fayr kawi/kawe/kigi|or akhistay/akhisti/wakhist
moytu/moyta/moytom/moitu|knmewt/kinmewt/kmewt/kimewt/knmot ina/eye/iye/eyu
dem yfes/yfess/yifes/yifess/yedmi/ydemi/yfss
aytenfsn/aytenfisn/aytenefsn/aytenfesn/mtnfas_si|kebid/kbud/bkebid kosilu/qosilu/tegodiu/tegodie
COPS yweqi/yweqiu/yharm/yharmu/yehrm/yehrmu/ywekiuna/yeweqiuna/yweqiuna
amitsomni/amisomni/amixomni/defiruni/defirni/deferuni/amitsomwa|haleweta/halewatu yebln/yeblan/atfiu/yebilun
hawi teliu/alo/tebariu
bkara|tekusi/tkusi/yitkusu/ytkusu|qola/kola/wedey/gualey tefiu/tefia/tefiuni
police/polis le? man/mn? dadan/ledan/dada/lman_dada|xwen/xwin derwat/rwat/zor|brindar zor
an2ezona/an2ezuna/anqezuna/nejda|3am yekhtan2/nekhtane2/ekhtane2|~gaz mizanan/mizanand/mizane/wali/wahi
""",
}
