"""What people write when police are there or help is needed now; how it is written: see `danger.py`."""

from collections.abc import Mapping

NOW: Mapping[str, str] = {
    "en": """
~COPS/they BE/have/just? all/still? here/coming/comming/arriving/arrived/comeing
~COPS/they BE/have/just? all/still? outside/inside/around_us/everywhere/surrounding/entering
~COPS/they BE already/now/right_now/back/again? here/coming|~here police|~COPS * now|~now COPS
~COPS BE * in/at/on/near/next_to * OURS|~COPS BE in_front/attacking/raiding/searching|^they come$|they come now
~COPS come/comes now/again/here$|COPS help|help * COPS|please police|they BE/r close
~evicting/evict/evacuating/expelling/expulsing/clearing/destroying US/our/the/my? OURS/us/now
~cutting/breaking/taking/removing/burning/tearing/cleaning US/our/the/my? OURS/us/now
~kicking/throwing/pushing/moving/chasing/forcing US out/away/now
~eviction/evict/evacuation/clearance/expulsion * now/happening/started/going_on|~there BE a/an/another? eviction
eviction here/started
~chasing/following/surrounding/surrounded/hunting/catching/arresting/gassing/spraying/beating/pushing US
~BE surrounded|~tear gas now|~WHO BE using/throwing/spraying gas|~gassing/raiding/arresting now|^help us$|^help us
please/plz/pls/plese/pleas/sos/urgent/need help/hlp/hepl us/me
help/hlp/hepl us/me please/plz/pls/now/quick/quickly/fast/urgent|help us$|help me$|^hlp$|^heelp us
^hepl/halp/hulp us/me|^help me|^help help|help help
need/send/want help/someone now/urgent/urgently/quick/quickly/fast/immediately/asap|urgent help|urgent|urgently
^emergency help|helpus|come/send * quick/quickly/fast/urgent/asap|please/quick/hurry come|come please|hurry
WHO BE in big/great/real/much/serious? danger/dangerous|^in danger|in big/great/real danger|in danger please/help
^danger$|danger here/help/please/danger|dangerous now|NOT safe now/here|WHO BE unsafe|unsafe now|BE not safe
urgnt/urjent/urgant/dangr/denger|we/i/iam in danger/dangr
~COPS cmng/comin/comming/comingg|they/COPS BE? taking/take/takin my/our tent/tents/home now/right_now
~they/COPS BE? spray/spraying/sprayin/throw/throwing/shoot/using gas/tear_gas/teargas/pepper_spray
~COPS beating/hitting/attacking/hiting
""",
    "fr": """
~FLICS/ils/elle est/sont/vient/viennent/sont_en_train? de? là/ici/arrive/arrivent/arriver
~FLICS/ils/elle est/sont/vient/viennent/sont_en_train? de? débarque/débarquent/arrivée/arrivés/partout/autour
~FLICS/ils viennent/vient/devant/entrent/encerclent/dehors/chargent/foncent/reviennent
~FLICS est/sont devant/dans/au/à/autour/sur * camp/tente/tentes/nous/jungle/campement|~FLICS * maintenant
~maintenant FLICS|~y/il_y a * FLICS ici/maintenant/là|ils sont là|~FLICS/ils est/sont * en_train|descente de FLICS
~NOUS expulsent/virent/chassent/dégagent/délogent/évacuent/expulse/vire/encerclent/poursuivent
~NOUS suivent/arrêtent/gazent/embarquent/expulser/virer/déloger/chasser/évacuer/gazer
~ils/FLICS expulsent/évacuent/virent/délogent/gazent/chargent/rasent
~expulsion/évacuation/démantèlement * cours/maintenant/commence/ici
~on_se/nous/se fait/font expulser/virer/déloger/dégager/évacuer/gazer/arrêter/encercler
~ils/police/FLICS prennent/détruisent/lacèrent/cassent/coupent/arrachent/enlèvent * TENTES
~ils/police/FLICS embarquent/jettent/ramassent/démontent/volent/prend/détruit * TENTES|~courent/court après nous/moi
encerclés|on/nous sommes/est encerclés|aidez/aide/aider/aidé/aides nous/moi/svp/vite/nous_svp|^aidez|^à/a l'aide
à/a l'aide$|besoin d'aide/aide vite/urgent/urgente/maintenant/urgence/urgemment/svp|aide urgente/svp/vite|urgent
^urgence|aide/aidez aide/aidez|^alaide/al_aide|au_secours|venez/viens/faites/dépêchez/vite vite/svp/vous/maintenant
~IL est/suis/sommes/sont/es/ai/suis_toujours en grand/gros/grave? danger|^en/grand danger
en danger maintenant/svp/aidez|^danger$|danger ici/danger/maintenant_svp|pas/plus en? sécurité|c'est dangereux
police aidez/vite/aide/urgent
~ils/FLICS NOUS? gazent/gaz/gaze/lacrymo/lacrymogènes|~ils/FLICS lancent/tirent/balancent des/du/les? gaz/lacrymo
""",
    "ar": """
~COPS/بوليس كلها/كلهم/كتير? دخلوا/دخلت$
~COPS/بوليس كلها/كلهم/كتير? NOW/عندنا/حوالينا/تحاصرنا/محاصرنا/تهاجم/داخل_المخيم/حولنا/في_المخيم/بالمخيم
~COPS/بوليس كلها/كلهم/كتير? في_الغابة/حاصرتنا/علينا/قدامنا/جنبنا/موجودة/بره/هناي/تهجم/تلاحقنا/تطاردنا
~COPS وصلت/وصلوا/اجت/اجو/اجوا/جات/جو/جاءت/إجت/جاو/جاء/رجعت/وصل$
~COPS جاية/جايه/جايين/جاي/قادمة/قادمون/تأتي/عم_تيجي/عم_يجوا/بتيجي/تقترب/عم_تقرب/جاين/قادمين|~COPS * NOW|~NOW/في COPS
~وصلت/اجت/جات/جاءت/اجا/جاء/جا/وصل/دخلت COPS$
~هم/هما/هني/انهم/همه جايين/قادمون/قادمين/هون/هنا/جايين_علينا/يأتون/وصلوا/عم_يجوا|^جايين
~جايين/قادمون/قادمين/جاين الان/علينا/الينا/لعندنا|^انهم قادمون
~يطردوننا/يطردونا/بيطردونا/عم_يطردونا/بيطردو_فينا/يخرجوننا/بيخرجونا/يطلعونا/عم_يطلعونا/بيطلعونا/يخلوننا
~تطردنا/عم_تطردنا/بتطردنا/يطردو_فينا/كيطردونا/بيطلعو_فينا/بتطلعنا/قاعدين_يطردونا/يخلونا/بيخلونا/بخرجونا/يخرجونا
~يخلون/يكسرون/بيكسروا/عم_يكسروا الخيم/خيمنا/خيامنا/اغراضنا/الخيام/المخيم/خيمتي/الخيمة/خيمتنا
~بيهدموا/ياخذون/بياخدوا/عم_ياخدوا الخيم/خيمنا/خيامنا/اغراضنا/الخيام/المخيم/خيمتي/الخيمة/خيمتنا
~يأخذون/بيشيلوا/عم_يشيلوا/بياخذوا الخيم/خيمنا/خيامنا/اغراضنا/الخيام/المخيم/خيمتي/الخيمة/خيمتنا
~يمزقون/عم_يمزقوا/بيقطعوا/يهدمون/عم_يهدو الخيم/خيمنا/خيامنا/اغراضنا/الخيام/المخيم/خيمتي/الخيمة/خيمتنا
~اخلاء/طرد/إخلاء NOW/جاري/جار|~يحاصروننا/محاصرين/محاصرنا/محاصرينا/يحاصرونا/يطاردوننا/بيلحقونا/بيلاحقونا
~يلحقوننا/عم_يلحقونا/يلاحقوننا/بيركضوا_ورانا/بيعتقلونا/عم_يعتقلونا/يعتقلوننا/عم_يلاحقونا
~يرشون/بيرشوا/عم_يرشو/يرموا/بيرموا/عم_يرموا * غاز/الغاز|^ساعدونا/ساعدوني/ساعدنا/ساعدونة
ساعدونا/ساعدوني/ساعدنا/ساعدني بسرعة/ارجوكم/ارجوك/الان/لو_سمحتم/رجاء/من_فضلكم/الله_يخليكم/ياناس/يا_ناس/عاجل|ساعدونا$
ساعدوني$|^ساعدني|ارجوكم/ارجوك/رجاء/بليز/بسرعة/لو_سمحت/من_فضلكم ساعدونا/ساعدوني/ساعدنا/ساعدني/المساعدة/مساعدة
مساعدة/المساعدة/محتاجين_مساعدة مساعدة/بسرعة/فورا/عاجلة/الان/ضروري/ارجوكم/المساعدة
نحتاج_مساعدة/محتاج_مساعدة/نحتاج_الى_مساعدة/بدنا_مساعدة مساعدة/بسرعة/فورا/عاجلة/الان/ضروري/ارجوكم/المساعدة
مساعدة COPS|عاونونا/عاونوني/عاونونا_عافاكم|النجدة * COPS
انا/نحن/احنا/نحنا/حياتنا/كلنا/انحنا في/ب? خطر/بخطر/خطر_كبير/خطورة|بخطر/في_خطر ساعدونا/كبير/الآن|^خطر$|^في خطر
^خطر كبير|خطر خطر|خطير الان|وضعنا/الوضع/وضع خطير/خطير_جدا/خطر|تعالوا/تعال/الحق بسرعة/فورا/الان
بسرعة ارجوكم/بسرعة/تعالوا|عاجل|حالة_طارئة|طوارئ|NO بأمان/في_امان/بامان/امن/امنين/آمنين/آمن
سعدوني/سعدونا/ساعدونى/صاعدونا/صاعدوني|~رشو/رشوا/يرشو/يرشوا/بيرشوا/بيرشو/عم_يرشو/يطلقون علينا? غاز/الغاز/غاز_مسيل
please/plz/pls ساعدونا/ساعدوني|ساعدونا/ساعدوني/الحقونا please/plz/police/polis/help
""",
    "fa": """
~COPS ما_را/همه/ها? رسید/رسیدند/رسیدن/آمد/آمدند/آمدن/آمده/آمده_اند/اومد/اومدن/اومدند/ریخت/ریختن/ریختند$
~COPS ما_را/همه/ها? NOW/می_آید/می_آیند/میاد/میان/میایند/میایه/در_حال_آمدن/داره_میاد/دارن_میان
~COPS ما_را/همه/ها? دارند_می_آیند/دور_ما/دور_ماست/اطراف_ما/زیاد_آمده
~COPS ما_را/همه/ها? جلوی_چادر/دم_چادر/تو_جنگل_است/تو_کمپ_است/محاصره/حمله
~COPS * رسید/رسیدند/رسیدن/آمد/آمدند/آمدن/آمده/آمده_اند/اومد/اومدن/اومدند/ریخت/ریختن/ریختند$
~COPS * NOW/می_آید/می_آیند/میاد/میان/میایند/میایه/در_حال_آمدن/داره_میاد/دارن_میان/دارند_می_آیند|~NOW COPS
~COPS ها? است/هستند/هستن اینجا/حالا/الان|~دارند/دارن/داره * می_آیند/میان/می_آین/میایند/میاد/میرسن/نزدیک_میشن
^می_آیند|~میان/می_آیند/میایند طرف/سمت/به_طرف ما/مون/ماها|~اونا/آنها/اینا/آنان/اونها * میان/می_آیند/میایند/اینجان
~MA بیرون_می_کنند/بیرون_میکنن/بیرون_می_کند/بیرون_میکنه/می_برند/میبرن/دستگیر_می_کنند
~MA میگیرن/بیرون_می_کنن/بیرون_میندازن/بیرون_میکنند/کوچ_میدن/بیرون_میکشن/دستگیر_میکنن/محاصره
~بیرون می_کنند/میکنن/میندازن ما/مارو|~تخلیه می_کنند/میکنن/الان/حالا/شروع/می_کند/می_کنن/است_حالا/میکنه
~TENTS ما/مون/های_ما? را/رو/ره/ها? می_گیرند/میگیرن/خراب/می_برند/میبرن/پاره/جمع/می_برن/تخریب/آتش/می_سوزانند
~گاز می_زنند/میزنن/پرتاب/می_پاشند/میزنند/اشک_آور_میزنن/اشک_آور_می_زنند|کمکمان/کمکم/کمکمون/کمک_مان/کمک DO
به ما/من/مون/دادم کمک DO/کو/کنید_لطفا/برسانید|لطفا/خواهشا/تورو_خدا/تو_را_خدا/بخاطر_خدا/زود/فوری کمک/کمکم/کمکمون
کمک لطفا/زود/فوری/فورا/سریع/کمک/عاجل/می_خواهیم_زود/پلیس/پولیس|پلیس کمک|کمک ما DO|کمکککنید
زود/سریع/عجله/زودتر/فوری/لطفا_زود بیایید/بیاین/بیاید/کنید/بیایین/برسید/کنین/بیا/برسین|عاجل|فوری|اضطراری
در/به خطر هستم/هستیم/استیم/استم/یم/ایم/م/است/هستن/بزرگ/افتادیم/جدی|ما/من * در/به? خطر/خطرم/خطریم/خطرناک|خطریم/خطرم
^خطر$|خطر است/خطر/داره/دارد/جانی|وضعیت خطرناک|امن نیست/نیستیم/نیستم|در? امان نیستم/نیستیم/نیست|امنیت نداریم/ندارم
~دنبال ما/مون/مان/من/دنبالمون/م می_کنند/میکنن/هستند/کرده/افتاده/میان/می_آیند/هستن/کردند
~دنبالمون/دنبالمان/دنبالم/دنبال_ما میکنن/کرده/کردن/هستن/می_کنند/هستند|~محاصره کرده/شدیم/کردن/شده/هستیم/کردند
please/plz/pls کمک|کمک please/plz/police/polis/help
~گاز میزنن/میزنند/می_زنند/میزنه/اشک_آور_میزنند/میندازن|~پلیس/پولیس گاز زد/زده/زدن
""",
    "ps": """
~COPS ته/دې? راغلل/راغلي/راغی/راغله/رارسېدل/رسېدلي/راغلو/راورسېدل/راغلی/رالل/رارسیدلي$
~COPS ته/دې? اوس/همدا_اوس/دلته/راروان/راځي/دي_دلته/دلته_دي/راروان_دي/حمله|~اوس/همدا_اوس/دلته/همدلته COPS
~COPS * راغلل/راغلي$|~COPS * اوس/دلته/راروان/راځي|~دوی/هغوی/دوي * راځي/راغلل/راروان/راغلي/دلته|^راروان دي|^راځي$
~راروان دي|~US له/د? دې/دي? ځایه/خیمو/ځای? باسي/وباسي/شړي/باسی/وباسی/ایستل/وباسي_اوس/نیسي/نیسی/راباسي
~باسي/وباسي/شړي/نیسي/باسی US|~US * باسي/شړي/باسی
~خیمې/خېمې/تمبوګان/خیمی/خېمه/خیمه/کمپ/ټينټونه/سامان مو/زموږ/مې? اخلي/وړي/خرابوي/شکوي/ماتوي/راټولوي
~خیمې/خېمې/تمبوګان/خیمی/خېمه/خیمه/کمپ/ټينټونه/سامان مو/زموږ/مې? اخلی/وړی/څیروي/تخلیه_کوي/ورانوي/سوځوي/ورانوی
~تخلیه کوي/روانه/شروع|مرسته/مرستې/مرستی/کومک/کمک DO/راسره_وکړئ/راسره_وکړی
موږ_سره/راسره/زموږ_سره/له_موږ_سره/مونږ_سره/ما_سره/زما_سره/زمونږ_سره/زمونږ/له_ما_سره مرسته/کمک/کومک/مرستي? DO
مرسته/مرستې مرسته/ژر/زر/پولیس/بیړنۍ/عاجل|ژر/زر/عاجل/بېړنۍ/بیړنۍ/مهرباني_وکړئ مرسته/کمک/کومک
ژر/زر/بیړه/هله راشئ/راشی/راسئ/وکړئ/کوئ/راشه/راسی/راورسېږئ/راورسیږئ|عاجل|موږ/زه/مونږ/ژوند * په? خطر/خطره/لوی_خطر
په? خطر/خطره/لوی_خطر کې/کی? یو/یم/دي/یوو/یمه/دی/ده/لویدلي|^خطر$|خطر دی/ده/خطر|په? امن کې/کی? نه یو/یم/نه_یو
خوندي نه یو/یم|~راپسې/پسې/راپسی دي/راځي/منډې_وهي/ځغلي/کوي|~محاصره/محاصر/ګېر/ایسار کړي/یو/کړې_یو/کړی_یو/شوي
~ګاز ولي/شيندي/شیندي/شیندی/وولي/وهي|~راباندې حمله
~ګاز ولي/وهي/اچوي/استعمالوي/ولی/اچوی
""",
    "ti": """
~COPS ብዙሓት? መጺኦም/መጺኡ/መጽዮም/በጺሖም/ኣትዮም$
~COPS ብዙሓት? ሕጂ/ሕዚ/ኣብዚ/ኣብዚኣ/ይመጹ/ይመጽኡ/ይመጽእ/ኣለዉ/ኣሎ/ኣለው/ከቢቦምና/ኸቢቦምና/ከቢቡና/መጺኦምና/መጺኦም_ኣለዉ/መጽዮምና/ኣጥቂዖምና/ይሰዱና
~ሕጂ/ሕዚ/ኣብዚ COPS|~COPS * ይመጹ/ይመጽኡ/መጺኦም/ኣብዚ ኣለዉ/ኣለው/ኣሎ|~ይመጹ/ይመጽኡ/ይመጽእ ኣለዉ/ኣለው/ኣሎ|~መጺኦም ኣለዉ/ኣለው/ሕጂ
~የውጽኡና/ይሰጉና/የባርሩና/ክሰጉና/ከውጽኡና/ይስጉጉና/የባሩና/ክባርሩና/ከባርሩና/የልዕሉና/ከልዕሉና/ክስጉጉና/ይሰጉና_ኣለዉ/ይሰጉጉና/የብርሩና
~ቴንዳና/ተንዳና/ቴንዳታት/ተንዳ/ቴንዳ/ድንኳን ይወስዱ/ይቐዱ/የፍርሱ/ይሰብሩ/ይወስድዎ/የፍርስዎ/ይቖርጹ/ይቐድዱ/የቃጽሉ/የልዕሉ/ይወስዱ_ኣለዉ
~ድንኳናት/ድንኳንና/ኣቕሑና/ተንዳታትና/ድንኳናትና/ቴንዳታትና ይወስዱ/ይቐዱ/የፍርሱ/ይሰብሩ/ይወስድዎ/የፍርስዎ/ይቖርጹ/ይቐድዱ/የቃጽሉ/የልዕሉ/ይወስዱ_ኣለዉ
~ይስዕቡና/ይጎዩና/የሳድዱና/ኸቢቦምና/ከቢቦምና/ይኣስሩና/ይሓዙና/የባርሩና/ይድህሉና|~ጋዝ ይትኩሱ/ይነጽጉና/ይድርብዩ/ይነዝሑ/ይነዝሑና/ይትኩሱልና/ይነጽጉ/ይድርብዩልና
ሓግዙና/ሓግዙኒ/ርድኡና/ርድኡኒ/ሓግዙና_በጃኹም/ሃግዙና/ሃግዙኒ/ሓግዘና/ሓግዘኒ/ርድእና/ሓግዙን|ሓገዝ/ረድኤት/ሓገዝና በጃኹም/ሓገዝ/ህጹጽ/ቀልጢፍኩም/ሕጂ/ኣድልዩና/ብቕልጡፍ
ህጹጽ * ሓገዝ|ቀልጢፍኩም/ብቕልጡፍ/ቶሎ/ህጹጽ/ብህጹጽ/ቀልጢፉ ንዑ/ምጹ/ርድኡና/ሓግዙና/ንዓና/ንዑና/ንዑ_በጃኹም/ምጹና|ንዑ በጃኹም/ቀልጢፍኩም|ህጹጽ/ህጹጽ_እዩ
ኣብ ዓቢ/ከቢድ? ሓደጋ ኣለና/ኣለኹ/ኢና/ኣሎ/ወዲቕና/ኣለዉ/ኣለኩ/ኣትየ/እየ|ሓደጋ ኣሎ/ሓደጋ/ኣጋጢሙና|^ሓደጋ$|ውሑስ ኣይኮንናን/ኣይኮንኩን/ኣይኮነን
please/plz/pls ሓገዝ/ሓግዙና/ሓግዙኒ|ሓገዝ/ሓግዙና please/plz/police/polis/help
~ጋዝ/ጭስ ይነጽጉ/ይድርብዩ/ይትኩሱ/ይነጽጉልና/ይድርብዩልና/ይነዝሑ
""",
    "am": """
~COPS መጣ/መጡ/መጥተዋል/መጥቷል/ደረሱ/ደርሰዋል/ገቡ$|~COPS እዚህ/አሁን/እየመጡ/እየመጣ/ከበቡን/ከበውናል/አሁን_እዚህ/መጡብን/ዘመቱብን|~COPS * አሁን/እዚህ/እየመጡ
~አሁን/እዚህ COPS|~እየመጡ/እየመጣ/እየደረሱ ነው/ናቸው/ብን?|~መጡብን/እየመጡብን/ከበቡን
~እያስወጡን/እያባረሩን/ያስወጡናል/ሊያስወጡን/ሊያባርሩን/እያፈናቀሉን/ያባርሩናል/እያስወጡን_ነው
~ድንኳናችንን/ድንኳን/ድንኳኖች/ድንኳኑን/እቃችንን/ድንኳኖቻችንን/ካምፑን እየወሰዱ/እያፈረሱ/እየቀደዱ/እያቃጠሉ/ሊያፈርሱ/እየወሰዱብን/እያነሱ
~እያሳደዱን/እየተከተሉን/እያሰሩን/እየያዙን/ጋዝ_እየረጩ/ጋዝ_እየረጩብን|እርዱን/እርዱኝ/እርዳን/እርዳኝ/አግዙን/አግዙኝ/ርዱን/ርዱኝ|እርዳታ እባካችሁ/እርዳታ/አሁን/በአስቸኳይ/ቶሎ
አስቸኳይ|በአስቸኳይ|ቶሎ/በፍጥነት/አሁኑኑ/ፈጥናችሁ/በአስቸኳይ ኑ/ድረሱ/ይምጡ/እርዱን/ኑልን/ድረሱልን|አደጋ ላይ/ውስጥ/ውስጥ_ላይ ነን/ነኝ/ነው/ናቸው/ነን_እርዱን/ወድቀናል/ነች
አደጋ አለ/አደጋ|^አደጋ$|ደህንነት የለንም/የለኝም
""",
    "ckb": """
~COPS هات/هاتن/هاتوون/گەیشتن/گەیشت$
~COPS لێرەیە/لێرەن/ئێستا/دێن/دێت/لێرە/هاتنە/هاتوونەتە/دەورەیان/وا_دێن/لێرەیە_ئێستا/دێن_بۆمان/گەماڕۆی
~ئێستا/لێرە COPS|~COPS * ئێستا/لێرەیە/لێرەن/دێن|~خەریکن/وا/ئەوان/ئەوانە/وان دێن/دێنە|^دێن$
~دێن/هاتن بۆمان/بۆ_لامان/بەرەو_ئێمە|~دەرماندەکەن/دەمانکەنە_دەرەوە/دەرمان_دەکەن/ئەمانکەنە_دەرەوە/چۆڵ_دەکەن
~چۆڵمان_پێدەکەن/دەرماندەکەین/دەرمان_ئەکەن/چۆڵمان_پێ_دەکەن/دەمانکەنەدەرەوە
~خێمەکان/چادرەکان/خێوەتەکان دەبەن/دەڕوخێنن/دەشکێنن/دەدڕێنن/ئەبەن/تێکدەدەن/دەسووتێنن/لادەبەن/دەڕووخێنن
~خێمەکانمان/چادرەکانمان/چادرەکانیان/خێوەتەکانمان دەبەن/دەڕوخێنن/دەشکێنن/دەدڕێنن
~خێمەکانمان/چادرەکانمان/چادرەکانیان/خێوەتەکانمان ئەبەن/تێکدەدەن/دەسووتێنن/لادەبەن/دەڕووخێنن
یارمەتیمان/یارمەتیم/یارمەتییمان/یارمەتی_ئێمە/هاوکاریمان/یارمەتی بدەن/بدە/دەن/بەن/بکەن/بیەن
یارمەتی/هاوکاری یارمەتی/خێرا/بەپەلە/تکایە/فریا|تکایە/خێرا/زوو یارمەتی/یارمەتیمان/هاوکاریمان|فریا|بەپەلە
خێرا/زوو/بەپەلە وەرن/بێن/بکەن/وەرە|لە مەترسیدا/مەترسیداین/مەترسیدام/مەترسیدان/مەترسین|مەترسیداین/مەترسیدام|^مەترسی$
مەترسی هەیە/مەترسی|سەلامەت نین/نیم|~دوامان/شوێنمان/دوام کەوتوون/دەکەون/کەوتن
~دەورەیان/گەمارۆیان/دەوریان داوین/داین/گرتین/گرتووین
~دەمانگرن/دەستگیرمان_دەکەن/گازمان_لێدەدەن/گازمان_پێدا_دەکەن/ڕاومان_دەنێن
""",
    "om": """
poolisiin as jira/jiru/dhufe/dhufaa_jira/dhufaa_jiru|nu gargaaraa/gargaari|balaa keessa jirra/jira
""",
    "la": """
^HELP|HELP please/plz/now/police/zod/zud|please/plz/lotfan HELP|HELP$|COPS HELP|^komak komak
komak/komac lotfan/police/polis/zod|lotfan komak|^sa3duna/hagezuna/hagezuni
marasta/mrasta marasta/mrasta/police/polis/zar/jhar|hagez/hagiz bejakum/hagez/hagiz|erdata erdata|au_skour|alaide
~COPS ejet/ijit/wasalet/wesel/amad/amadan/umad/umadan/omad/omadan/raghlal/raghlel/raghle/raghal$
~COPS hon/hoon/huna/hona/hina/jaye/jaya/jayin/jayeen/3anna/halla2/alan/inja
~COPS injast/enjast/injaan/miyad/mian/miad/miayand/daran_miyan/dalta/aos/dalta_di/rarawan/rarwan/razi
~COPS metsiom/mesiom/metu/hatin/hatn$
~COPS abzi/abzi_alewu/alewu/aleu/alo/metsiom_alewu/yimesu/yimetsu_alewu/ymetsu/ymesu/hji
~COPS eziga/ezih/izih/ezi/metu_ahun/eyemetu/eyemetu_new/lereya/leran/lerey/den/ista
~byitrodouna/bytrdouna/bitrodouna/yatruduna/3am_ytrdouna
~3am_yetrodouna/biroon_mikonan/birun_mikonan/birun_mikonand/birun_mikonan_maro
~bashi_mo/basi_mo/yewtsiuna/yewsuna/yewtsuna/yibaruna/eyasweturn/eyaswetun/eyabarerun/derman_dakan/dermandeken
fi khatar/5atar/khater|khatar/khatir alan/bozorg|dar khatar/khatarim/khataram/khatar_hastim/khatarem|pa khatar ke/ki
hadega alo/alena|ab hadega|adega lay nen/neng|bsor3a/bisor3a/besor3a ta3alo/ta3alou/arjokom|t3alo bsor3a/bsr3a
zod/zud biyayid/biain/biya/byain|zar/jhar rasha/rashai
~COPS ja/jat/jet/ejo/ijo/ejou/2ejo/ijaw/geh/gom|~COPS hat$|framan/fryaman/frya kawn/kawin/kewn/kewin
~COPS hena/henak/hone|fi/fe/fih khatar|e7na/ehna/nahna/ana fi/fe khatar
""",
}
