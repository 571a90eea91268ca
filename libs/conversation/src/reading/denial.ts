/** A no and nothing else, however often it is said: "não não quero", "no no quiero", "nope, I don't want that". In plain form. */
const PLAIN_NO =
  /^(?:nao|no|nope|nah|nada disso)(?: (?:nao|no|nope|nah|eu|yo|i|nem|quero|queria|quiero|do|don t|dont|want|like|need|e|eh|era|es|is|it|it s|that|that s|not|isso|disso|eso|esto|this|mesmo|de jeito nenhum|nada disso|para nada|por favor|please|obrigad[oa]|gracias|thanks|thank you))*$/;
export const isPlainNo = (plain: string): boolean => PLAIN_NO.test(plain);
