/** A no and nothing else, however often it is said: "não não quero", "no no quiero", "nope, I don't want that". In plain form. */
const PLAIN_NO =
  /^(?:nao|no|nope|nah|nada disso)(?: (?:nao|no|nope|nah|eu|yo|i|nem|quero|queria|quiero|do|don t|dont|want|like|need|e|eh|era|es|is|it|it s|that|that s|not|isso|disso|eso|esto|this|mesmo|de jeito nenhum|nada disso|para nada|por favor|please|obrigad[oa]|gracias|thanks|thank you))*$/;
/** Says yes by saying that it is what was wished for or said: "é o que eu quero mesmo", "eso es lo que busco". In plain form. */
const PLAIN_YES =
  /^(?:(?:sim|s|si|yes|e|eh|es|it s|its|that s|thats|isso|eso|exatamente|justamente|exacto|bem|so|just|exactly) )*(?:o que|isso que|isso ai que|esse que|essa que|lo que|eso que|la que|el que|what|(?:the )?one) (?:(?:eu|a gente|nos|yo|i|we|m) )?(?:quero|queria|queremos|preciso|precisava|procuro|procurava|desejo|disse|falei|pedi|quis dizer|quero dizer|quiero|queria decir|quise decir|busco|necesito|dije|want|wanted|need|said|mean|meant|am looking for|looking for)(?: (?:mesmo|mesma|memo|mermo|sim|mismo|ne|viu|uai|exactly|obrigad[oa]|gracias|thanks))*$/;
export const isPlainYes = (plain: string): boolean => PLAIN_YES.test(plain);

export const isPlainNo = (plain: string): boolean => PLAIN_NO.test(plain);
