// The shortcodes that bots and people use most; an unknown one stays as it was typed.

const CODES = `white_check_mark ✅ ticket 🎫 heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️ no_entry ⛔ no_entry_sign 🚫
exclamation ❗ question ❓ grey_question ❔ information_source ℹ️ bulb 💡 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 hourglass ⌛ hourglass_flowing_sand ⏳
alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒 clock9 🕘 calendar 📆 date 📅 spiral_calendar_pad 🗓️ memo 📝 pencil ✏️ pencil2 ✏️ clipboard 📋 pushpin 📌
round_pushpin 📍 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 key 🔑 mag 🔍 bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 page_facing_up 📄
file_folder 📁 open_file_folder 📂 inbox_tray 📥 outbox_tray 📤 package 📦 envelope ✉️ email 📧 phone ☎️ computer 💻 desktop_computer 🖥️ globe_with_meridians 🌐
gear ⚙️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ construction 🚧 bug 🐛 fire 🔥 rocket 🚀 sparkles ✨ star ⭐ star2 🌟 zap ⚡ boom 💥 tada 🎉 trophy 🏆 medal 🏅 dart 🎯
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫
large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 large_red_square 🟥 white_large_square ⬜ black_large_square ⬛
white_medium_square ◻️ black_medium_square ◼️ radio_button 🔘 small_blue_diamond 🔹 large_blue_diamond 🔷 arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️
arrow_upper_right ↗️ arrow_lower_right ↘️ arrow_forward ▶️ fast_forward ⏩ double_vertical_bar ⏸️ leftwards_arrow_with_hook ↩️ arrows_counterclockwise 🔄 repeat 🔁 new 🆕 ok 🆗 sos 🆘
eyes 👀 speech_balloon 💬 thought_balloon 💭 thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 ok_hand 👌 clap 👏 raised_hands 🙌 pray 🙏 wave 👋 point_right 👉 point_up ☝️ muscle 💪
raised_hand ✋ handshake 🤝 writing_hand ✍️ smile 😄 smiley 😃 grinning 😀 slightly_smiling_face 🙂 wink 😉 blush 😊 joy 😂 thinking_face 🤔 neutral_face 😐 confused 😕 cry 😢
sob 😭 rage 😡 sweat_smile 😅 sunglasses 😎 heart ❤️ green_heart 💚 blue_heart 💙 broken_heart 💔 seedling 🌱 evergreen_tree 🌲 coffee ☕ beer 🍺 cake 🍰 gift 🎁
house 🏠 office 🏢 bust_in_silhouette 👤 busts_in_silhouette 👥 robot_face 🤖 person_raising_hand 🙋 sun_with_face 🌞 sunny ☀️ crescent_moon 🌙 snowflake ❄️ umbrella ☔
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 zero 0️⃣ 100 💯 cn 🇨🇳 us 🇺🇸 gb 🇬🇧 books 📚 book 📖 bookmark 🔖 label 🏷️
moneybag 💰 credit_card 💳 chart 💹 scales ⚖️ shield 🛡️ mute 🔇 sound 🔉 camera 📷 frame_with_picture 🖼️ art 🎨 wastebasket 🗑️ recycle ♻️ checkered_flag 🏁 triangular_flag_on_post 🚩
palm_tree 🌴 face_with_thermometer 🤒 bus 🚌`;

const words = CODES.split(/\s+/);
const EMOJI = new Map();
for (let i = 0; i + 1 < words.length; i += 2) EMOJI.set(words[i], words[i + 1]);

/** The character for a shortcode's name, or null. */
export const emoji = (name) => EMOJI.get(name.split("::")[0]) ?? null;

/** Shortcodes in a run of plain text replaced by their characters. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+)(?:::skin-tone-\d)?:/g, (whole, name) => emoji(name) ?? whole);
