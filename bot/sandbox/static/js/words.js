// What the page itself says, in the languages of its people. The bot's words are the bot's affair.

const LANGUAGES = ["en", "zh-CN", "zh-TW"];

const WORDS = {
  skip: ["Skip to messages", "跳到消息", "跳到訊息"],
  channels: ["Channels", "频道", "頻道"],
  directMessages: ["Direct messages", "私信", "私人訊息"],
  newDirect: ["Message somebody", "给某人发私信", "傳訊息給某人"],
  apps: ["Apps", "应用", "應用程式"],
  app: ["App", "应用", "應用程式"],
  home: ["Home", "主页", "首頁"],
  messages: ["Messages", "消息", "訊息"],
  messagesIn: ["Messages in {name}", "{name} 中的消息", "{name} 的訊息"],
  thread: ["Thread", "消息列", "討論串"],
  threadIn: ["Thread in {name}", "{name} 中的消息列", "{name} 的討論串"],
  send: ["Send", "发送", "傳送"],
  message: ["Message {name}", "发消息给 {name}", "傳訊息給 {name}"],
  messageChannel: ["Message {name}", "在 {name} 中发消息", "在 {name} 傳訊息"],
  reply: ["Reply…", "回复…", "回覆…"],
  replyInThread: ["Reply in thread", "在消息列中回复", "在討論串中回覆"],
  moreActions: ["More actions", "更多操作", "更多動作"],
  copyText: ["Copy text", "复制文字", "複製文字"],
  editMessage: ["Edit message…", "编辑消息…", "編輯訊息…"],
  deleteMessage: ["Delete message…", "删除消息…", "刪除訊息…"],
  deleteSure: ["Delete this message? This cannot be undone.", "确定删除这条消息？删除后无法恢复。", "確定刪除這則訊息？刪除後無法復原。"],
  save: ["Save", "保存", "儲存"],
  copied: ["Copied", "已复制", "已複製"],
  close: ["Close", "关闭", "關閉"],
  back: ["Back", "返回", "返回"],
  cancel: ["Cancel", "取消", "取消"],
  submit: ["Submit", "提交", "送出"],
  yes: ["Yes", "是", "是"],
  attach: ["Attach a file", "添加文件", "附加檔案"],
  shortcuts: ["Shortcuts", "快捷方式", "快捷操作"],
  commands: ["Commands", "命令", "指令"],
  addOrRun: ["Attach or run a shortcut", "附件与快捷方式", "附件與快捷操作"],
  remove: ["Remove {name}", "移除{name}", "移除{name}"],
  onlyYou: ["Only visible to you", "仅对你可见", "只有你看得到"],
  edited: ["(edited)", "（已编辑）", "（已編輯）"],
  optional: ["(optional)", "（可选）", "（選填）"],
  chooseOption: ["Choose an option", "选择一个选项", "選擇一個選項"],
  filter: ["Filter", "筛选", "篩選"],
  nothingFound: ["Nothing found", "没有结果", "找不到結果"],
  loading: ["Loading…", "加载中…", "載入中…"],
  clear: ["Clear", "清除", "清除"],
  upload: ["Choose files", "选择文件", "選擇檔案"],
  uploading: ["Uploading…", "上传中…", "上傳中…"],
  replies: ["{n} replies", "{n} 条回复", "{n} 則回覆"],
  replies1: ["1 reply", "1 条回复", "1 則回覆"],
  lastReply: ["Last reply {when}", "最近回复 {when}", "最後回覆 {when}"],
  newReplies: ["{n} new", "{n} 条新回复", "{n} 則新回覆"],
  newMessages: ["New", "新消息", "新訊息"],
  unread: ["{n} unread", "{n} 条未读", "{n} 則未讀"],
  today: ["Today", "今天", "今天"],
  yesterday: ["Yesterday", "昨天", "昨天"],
  tomorrow: ["Tomorrow", "明天", "明天"],
  person: ["You are", "当前身份", "目前身分"],
  switchPerson: ["Switch person", "切换人员", "切換人員"],
  setStatus: ["Set a status", "设置状态", "設定狀態"],
  vacationing: ["Vacationing", "休假中", "休假中"],
  outSick: ["Out sick", "病假中", "病假中"],
  commuting: ["Commuting", "通勤中", "通勤中"],
  clearStatus: ["Clear the status", "清除状态", "清除狀態"],
  left: ["left", "已离开", "已離職"],
  noMessages: ["Messages between {name} and you. It also has a Home tab.", "这里是你和 {name} 的消息，它还有一个主页。", "這裡是你和 {name} 的訊息，它還有一個首頁。"],
  beginning: ["This is the very beginning of {name}.", "这里是 {name} 的开头。", "這裡是 {name} 的開頭。"],
  homeEmpty: ["{name} has not put anything on its Home tab for you yet.", "{name} 还没有在主页上给你放内容。", "{name} 還沒有在首頁放上給你的內容。"],
  notMember: ["You are not in this channel.", "你不在这个频道里。", "你不在這個頻道裡。"],
  botTime: ["Bot’s time", "机器人的时间", "機器人的時間"],
  moveClock: ["Move the clock", "调整时钟", "調整時鐘"],
  jumpTo: ["Jump to", "跳到", "跳到"],
  moveTo: ["Or to this moment", "或指定时间", "或指定時間"],
  move: ["Move", "前往", "前往"],
  moving: ["Moving the clock…", "正在调整时钟…", "正在調整時鐘…"],
  clockForward: ["Time only goes forward. Work that falls due on the way is done before the clock stops.", "时间只能向前。途中到期的工作会先完成，时钟才会停下。", "時間只能往前。途中到期的工作會先完成，時鐘才停下。"],
  faults: ["Faults", "故障", "故障"],
  faultsHint: ["Make the connection bad, to see how the bot copes.", "让连接变差，看看机器人怎么应对。", "讓連線變差，看看機器人怎麼應對。"],
  latency: ["Latency of the Web API (ms)", "Web API 延迟（毫秒）", "Web API 延遲（毫秒）"],
  failMethod: ["Method", "方法", "方法"],
  failStatus: ["Answers with", "返回", "回應"],
  failCount: ["How many times", "次数", "次數"],
  failNext: ["Fail the next calls", "让接下来的调用失败", "讓接下來的呼叫失敗"],
  cutSockets: ["Cut the bot’s sockets", "切断机器人的连接", "切斷機器人的連線"],
  errorRate: ["Share of calls that fail (0 to 1)", "失败比例（0 到 1）", "失敗比例（0 到 1）"],
  apply: ["Apply", "应用", "套用"],
  allWell: ["Back to normal", "恢复正常", "恢復正常"],
  done: ["Done", "已完成", "完成"],
  connected: ["Connected", "已连接", "已連線"],
  reconnecting: ["Reconnecting…", "正在重新连接…", "正在重新連線…"],
  lostServer: ["The sandbox does not answer. Is it still running?", "沙盒没有响应，它还在运行吗？", "沙盒沒有回應，還在執行嗎？"],
  notInThreads: ["{command} is not supported in threads. Sorry!", "消息列中不能使用 {command}，抱歉！", "討論串中不支援 {command}，抱歉！"],
  imageOutside: ["Picture from {host}: show it", "来自 {host} 的图片：显示", "來自 {host} 的圖片：顯示"],
  unknownBlock: ["A block of type “{type}”, which this page cannot draw", "无法显示的区块类型“{type}”", "無法顯示的區塊類型「{type}」"],
  charactersLeft: ["{n} left", "还可输入 {n} 个字符", "還可輸入 {n} 個字元"],
  charactersMin: ["at least {n}", "至少 {n} 个字符", "至少 {n} 個字元"],
  chooseDate: ["Choose a date", "选择日期", "選擇日期"],
  chooseTime: ["Choose a time", "选择时间", "選擇時間"],
  monthBefore: ["Previous month", "上个月", "上個月"],
  monthAfter: ["Next month", "下个月", "下個月"],
  date: ["Date", "日期", "日期"],
  time: ["Time", "时间", "時間"],
  conversations: ["Conversations", "会话", "對話"],
  mention: ["People", "人员", "人員"],
  guide: ["Guide", "指南", "指南"],
  guideFold: ["Fold the guide away", "收起指南", "收起指南"],
  guideStories: ["All stories", "全部场景", "所有情境"],
  guideSteps: ["{n} steps", "{n} 步", "{n} 個步驟"],
  guideSteps1: ["1 step", "1 步", "1 個步驟"],
  guideFar: ["{done} of {n} done", "已完成 {done}/{n}", "已完成 {done}/{n}"],
  guideDone: ["Done", "已完成", "已完成"],
  guideTicked: ["Done: {what}", "已完成：{what}", "已完成：{what}"],
  guideBe: ["Be {name}", "切换为 {name}", "切換為 {name}"],
  guideBeIn: ["Be {name}, open {place}", "切换为 {name}，打开 {place}", "切換為 {name}，開啟 {place}"],
  guideBeHome: ["Be {name}, open Home", "切换为 {name}，打开主页", "切換為 {name}，開啟首頁"],
  guideHere: ["You are here", "你就在这里", "你就在這裡"],
  guideMove: ["Move the clock: {label}", "调整时钟：{label}", "調整時鐘：{label}"],
  guideStoryDone: ["That was the story.", "这个场景完成了。", "這個情境完成了。"],
  guideNext: ["Next: {title}", "下一个：{title}", "下一個：{title}"],
  guideAllDone: ["You have seen every story. The workspace stays open: try what you like.", "所有场景都完成了。工作区一直开着，随意试试吧。", "所有情境都完成了。工作區一直開著，隨意試試吧。"],
  sandboxNote: ["local workspace", "本地工作区", "本機工作區"],
};

let language = 0;

/** The page's language for a locale such as zh-HK; English where there is none. */
export function languageOf(locale) {
  const tag = (locale || "en").toLowerCase();
  if (!tag.startsWith("zh")) return "en";
  return /hant|tw|hk|mo/.test(tag) ? "zh-TW" : "zh-CN";
}

export function speak(locale) {
  language = LANGUAGES.indexOf(languageOf(locale));
}

export const inLanguage = (sentences) => sentences[language];

/** The words for a key; `{name}` places are filled as text. */
export function t(key, places = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));
}

export const count = (key, n) => (n === 1 && WORDS[`${key}1`] ? t(`${key}1`) : t(key, { n }));
