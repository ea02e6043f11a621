export { toTrendHtml } from "./trend-page.ts";
export { trendText } from "./trend-text.ts";
export { exitCodeOfTrend, type Trend, trendOf } from "./trend.ts";
export type { RunReport } from "./trend-runs.ts";
