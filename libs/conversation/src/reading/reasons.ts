/** Where a reason, or what is to be forestalled, begins: "porque …", "já que …", "before he changes his mind". */
const REASON =
  /(?<!\p{L})(?:porque|porqu[êe]|porq|pq|pois|já que|ja que|visto que|uma vez que|por causa (?:que|q)|puesto que|ya que|pues|because|'?cause|cuz|since|antes (?:de )?(?:que|q)|before (?:he|she|they|it|i|we)|(?:que|q) (?:eu|ele|ela|eles|elas|a gente|yo|él|ella|ellos))(?!\p{L})[^.;!?\n]*/giu;

/**
 * What a message states, without the reasons for it: what they name is not what is wanted. Whole where it gives nothing
 * else.
 */
export function withoutReasons(text: string): string {
  const left = text.replace(REASON, " ").trim();
  return /\p{L}{2}/u.test(left) ? left : text;
}

/** The same with the reasons blank, so that places in it are places in the text. */
export function reasonsBlank(text: string): string {
  const left = text.replace(REASON, (found) => " ".repeat(found.length));
  return /\p{L}{2}/u.test(left) ? left : text;
}
