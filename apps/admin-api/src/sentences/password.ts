/** What makes a password weak, by the words of the library that finds it, which are Portuguese. */
export const PASSWORD_ADVICE: Readonly<Record<string, { readonly es: string; readonly en: string }>> = {
  "Letras que vêm em sequência no teclado são fáceis de adivinhar.": {
    es: "Las letras seguidas en el teclado son fáciles de adivinar.",
    en: "Letters in a row on the keyboard are easy to guess.",
  },
  "Padrões de teclado curtos são fáceis de adivinhar.": {
    es: "Los patrones cortos de teclado son fáciles de adivinar.",
    en: "Short keyboard patterns are easy to guess.",
  },
  'Caracteres repetidos, como "aaa" são fáceis de adivinhar.': {
    es: 'Los caracteres repetidos, como "aaa", son fáciles de adivinar.',
    en: 'Repeated characters like "aaa" are easy to guess.',
  },
  'Padrões de caracteres repetidos, como "abcabcabc" são fáceis de adivinhar.': {
    es: 'Los patrones repetidos, como "abcabcabc", son fáciles de adivinar.',
    en: 'Repeated patterns like "abcabcabc" are easy to guess.',
  },
  'Sequências comuns de caracteres, como "abc" são fáceis de adivinhar.': {
    es: 'Las secuencias comunes, como "abc", son fáciles de adivinar.',
    en: 'Common sequences like "abc" are easy to guess.',
  },
  "Anos recentes são fáceis de adivinhar.": {
    es: "Los años recientes son fáciles de adivinar.",
    en: "Recent years are easy to guess.",
  },
  "Datas são fáceis de adivinhar.": { es: "Las fechas son fáciles de adivinar.", en: "Dates are easy to guess." },
  "Esta é uma senha muito usada.": {
    es: "Esta es una contraseña muy usada.",
    en: "This is one of the most used passwords.",
  },
  "Esta é uma senha usada frequentemente.": {
    es: "Esta es una contraseña de uso frecuente.",
    en: "This is a password that is used often.",
  },
  "Esta é uma senha comumente usada.": { es: "Esta es una contraseña común.", en: "This is a common password." },
  "Isso é semelhante a uma senha comumente usada.": {
    es: "Se parece a una contraseña común.",
    en: "This is similar to a common password.",
  },
  "Palavras simples são fáceis de adivinhar.": {
    es: "Las palabras sueltas son fáciles de adivinar.",
    en: "Single words are easy to guess.",
  },
  "Nomes ou sobrenomes são fáceis de adivinhar.": {
    es: "Los nombres o apellidos solos son fáciles de adivinar.",
    en: "Names by themselves are easy to guess.",
  },
  "Nomes e sobrenomes comuns são fáceis de adivinhar.": {
    es: "Los nombres y apellidos comunes son fáciles de adivinar.",
    en: "Common names are easy to guess.",
  },
  "Senha não deve haver nenhum dado pessoal ou relacionado.": {
    es: "La contraseña no debe contener datos personales ni relacionados.",
    en: "A password should hold nothing personal or related to you.",
  },
  "Esta senha já foi exposta por uma violação de dados na Internet.": {
    es: "Esta contraseña quedó expuesta en una filtración de datos en Internet.",
    en: "This password was exposed by a data breach on the Internet.",
  },
  "Evite substituições previsíveis de letras, como '@' por 'a'.": {
    es: "Evite sustituciones previsibles de letras, como '@' por 'a'.",
    en: "Avoid predictable substitutions of letters, such as '@' for 'a'.",
  },
  'Evite utilizar palavras comuns escritas de "trás para frente".': {
    es: "Evite palabras comunes escritas al revés.",
    en: "Avoid common words spelt backwards.",
  },
  "Utilize apenas algumas letras maiúsculas, não todas.": {
    es: "Use mayúsculas en algunas letras, no en todas.",
    en: "Write some letters as capitals, not all.",
  },
  "Utilize outras letras maiúsculas, além do que primeira.": {
    es: "Use mayúsculas en otras letras, además de la primera.",
    en: "Write more letters as capitals than the first.",
  },
  "Evite datas e anos associados a você": {
    es: "Evite fechas y años relacionados con usted",
    en: "Avoid dates and years that have to do with you",
  },
  "Evite anos recentes": { es: "Evite años recientes", en: "Avoid recent years" },
  "Evite anos associados a você.": {
    es: "Evite años relacionados con usted.",
    en: "Avoid years that have to do with you.",
  },
  "Evite sequências comuns de caracteres": {
    es: "Evite secuencias comunes de caracteres",
    en: "Avoid common sequences of characters",
  },
  "Evite repetir sequências de caracteres e palavras.": {
    es: "Evite repetir secuencias de caracteres y palabras.",
    en: "Avoid repeated words and characters.",
  },
  "Use padrões de teclado mais longos e altere a direção de digitação várias vezes.": {
    es: "Use patrones de teclado más largos y cambie de dirección varias veces.",
    en: "Use longer keyboard patterns and change direction several times.",
  },
  "Adicione mais palavras menos comuns.": {
    es: "Agregue más palabras menos comunes.",
    en: "Add more words that are less common.",
  },
  "Use várias palavras, mas evite frases comuns.": {
    es: "Use varias palabras, pero evite frases comunes.",
    en: "Use several words, but avoid common phrases.",
  },
  "Você pode criar senhas fortes sem usar símbolos, números ou letras maiúsculas.": {
    es: "Puede crear contraseñas fuertes sin símbolos, números ni mayúsculas.",
    en: "You can make strong passwords without symbols, digits or capitals.",
  },
  "Se você usar esta senha em outro lugar, você deve alterá-la.": {
    es: "Si usa esta contraseña en otro lugar, debe cambiarla.",
    en: "If you use this password elsewhere, you should change it.",
  },
  "Junte mais palavras que não combinem.": {
    es: "Junte más palabras que no combinen.",
    en: "Join more words that do not go together.",
  },
};
