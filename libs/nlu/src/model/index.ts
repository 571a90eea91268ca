export {
  ANSWER_BYTES_MAX,
  askModel,
  type ModelAnswer,
  type ModelOptions,
  type ModelQuestion,
  type Opinion,
} from "./ask-model.ts";
export { audioFormat } from "./audio-format.ts";
export {
  TRANSCRIPT_BYTES_MAX,
  type TranscriberOptions,
  type Transcript,
  transcribe,
} from "./transcribe.ts";
