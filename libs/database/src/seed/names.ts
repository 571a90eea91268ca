/** Given and family names that are frequent in Brazil (IBGE, census of 2022), so that searches meet real crowds. */
export const GIVEN = (
  "Maria José Ana João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno " +
  "Eduardo Felipe Raimundo Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago Anderson " +
  "Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Júlia " +
  "Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Rita Luana Sônia Renata Eliane Íris Théo Zélia"
).split(" ");

export const FAMILY = (
  "Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes " +
  "Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso " +
  "Ramos Gonçalves Santana Teixeira Araújo Conceição Guimarães Brandão Assunção Falcão Leitão Galvão Simões Magalhães " +
  "Antunes Prado Bittencourt Vasconcelos Cavalcanti Queiroz Xavier Yamada Wanderley Nóbrega Peçanha Quintela Uchôa"
).split(" ");

export const SERVICES = [
  ["psicologia", "Psicologia", "Psychology", 18_000, 50],
  ["fonoaudiologia", "Fonoaudiologia", "Speech therapy", 16_000, 40],
  ["fisioterapia", "Fisioterapia", "Physiotherapy", 14_000, 45],
  ["nutricao", "Nutrição", "Nutrition", 15_000, 40],
  ["pediatria", "Pediatria", "Paediatrics", 25_000, 30],
] as const;

export const INSURANCES = ["Unimed", "Bradesco Saúde", "SulAmérica", "Amil", "Hapvida", "Porto Saúde"] as const;
export const TAGS = ["Retorno", "Primeira consulta", "Em avaliação", "Lista de espera"] as const;
