// What Slack's own client says (the sandbox says it in English), in the language of whoever reads it.

import { inLanguage } from "./words.js";

const SAID = [
  [/^Please complete this required field\.$/, "请填写此必填字段。", "請填寫這個必填欄位。"],
  [/^We had some trouble connecting\. Try again\?$/, "连接时出了点问题。再试一次？", "連線時出了點問題。再試一次？"],
  [/^(.+) did not respond in time\.$/, "{1} 没有及时响应。", "{1} 沒有及時回應。"],
  [/^(.+) could not be reached\. Try again\?$/, "无法连接 {1}。再试一次？", "無法連線到 {1}。再試一次？"],
  [/^(\/\S+) failed with the error "(.+)"$/, "{1} 失败，错误为“{2}”", "{1} 失敗，錯誤為「{2}」"],
  [/^(\/\S+) is not a valid command\b.*/, "{1} 不是有效的命令。以“/”开头的消息都会被当作命令。", "{1} 不是有效的指令。以「/」開頭的訊息都會被當成指令。"],
  [/^This field can't be longer than (\d+) characters\.$/, "此字段不能超过 {1} 个字符。", "這個欄位不能超過 {1} 個字元。"],
  [/^This field needs at least (\d+) characters\.$/, "此字段至少需要 {1} 个字符。", "這個欄位至少需要 {1} 個字元。"],
  [/^Please enter a number\.$/, "请输入数字。", "請輸入數字。"],
  [/^Please enter a whole number\.$/, "请输入整数。", "請輸入整數。"],
  [/^Must be at least (.+)\.$/, "不能小于 {1}。", "不能小於 {1}。"],
  [/^Must be at most (.+)\.$/, "不能大于 {1}。", "不能大於 {1}。"],
  [/^Please enter a valid URL\.$/, "请输入有效的网址。", "請輸入有效的網址。"],
  [/^Please enter a valid email address\.$/, "请输入有效的邮箱地址。", "請輸入有效的電子郵件地址。"],
  [/^Result loading failed$/, "结果加载失败", "結果載入失敗"],
  [/^There is nothing to send$/, "没有可发送的内容", "沒有可傳送的內容"],
];

/** A sentence of Slack's client in the page's language; the bot's own sentences stay as they are. */
export function said(text) {
  for (const [pattern, ...others] of SAID) {
    const found = pattern.exec(text ?? "");
    if (found) return inLanguage([text, ...others]).replace(/\{(\d)\}/g, (_, index) => found[Number(index)]);
  }
  return text;
}
