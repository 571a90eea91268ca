export { type Daily, startDaily } from "./daily.ts";
export { type Forecast, forecast } from "./forecast.ts";
export { cutoffsOf, type Periods, periodsOf } from "./periods.ts";
export { sweep } from "./sweep.ts";
