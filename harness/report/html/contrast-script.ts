/**
 * A script for the browser that gives the visible texts whose contrast with what is behind them is under `least`
 * (WCAG 2.2, 1.4.3), each as `ratio colour on colour: text`. A canvas does the arithmetic of translucent colours.
 */
export function contrastScript(least: number): string {
  return String.raw`
(() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const paint = (colors) => {
    pen.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const layers = (element) => {
    const colors = [];
    for (let at = element; at !== null; at = at.parentElement) colors.unshift(getComputedStyle(at).backgroundColor);
    return [matchMedia("(prefers-color-scheme: dark)").matches ? "black" : "white", ...colors];
  };
  const poor = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (text === "" || !element.checkVisibility() || element.closest("button:disabled, script, .unseen")) continue;
    seen += 1;
    const behind = layers(element);
    const back = paint(behind);
    const front = paint([...behind, getComputedStyle(element).color]);
    const [dark, light] = [luminance(back), luminance(front)].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < ${least}) poor.push(ratio.toFixed(2) + " " + front + " on " + back + ": " + text);
  }
  return seen === 0 ? ["no text was seen"] : poor;
})()`;
}
