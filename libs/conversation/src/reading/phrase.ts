/** Finds words among others in a text in plain form, as whole words. @param words alternatives of a regular expression */
export const phrase = (words: string): RegExp => new RegExp(`(?:^| )(?:${words})(?= |$)`);
