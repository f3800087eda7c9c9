/** Given names that are frequent in Germany, to tell "Sabine Kern" from "Kern Sabine" and to find the column of given names. */
const GIVEN_NAMES = `
Achim Adam Adrian Agnes Albert Alexander Alexandra Alfred Alina Amelie Amir Andrea Andreas Angela Angelika Anja Anke Anna Anne Anneliese Annette Antje
Anton Armin Astrid Ayse Barbara Beate Ben Benjamin Bernd Bernhard Bettina Bianca Birgit Birte Björn Brigitte Britta Carina Carla Carmen Carolin Carsten
Charlotte Christa Christian Christiane Christina Christine Christoph Christopher Clara Claudia Claus Cornelia Dagmar Daniel Daniela David Dennis Detlef
Diana Dieter Dietmar Dirk Dominik Dora Doris Dorothea Eberhard Eckhard Edith Eduard Elena Elfriede Elias Elif Elisabeth Elke Ella Ellen Elsa Emil Emilia
Emily Emma Erich Erik Erika Ernst Erwin Eva Fabian Fatma Felix Finn Florian Frank Franz Franziska Friederike Friedrich Fritz Gabriele Georg Gerd Gerda
Gerhard Gertrud Gisela Gregor Greta Gudrun Guido Günter Günther Gustav Hannah Hanna Hanne Hannelore Hans Harald Hartmut Heike Heiko Heiner Heinrich Heinz
Helena Helga Hella Helmut Henning Henrik Herbert Hermann Hilde Hildegard Holger Horst Hubert Ida Ilona Ilse Imke Ina Ines Inga Inge Ingeborg Ingo Ingrid
Irene Iris Irma Isabel Isabella Jakob Jan Jana Janina Jannik Jasmin Jens Jessica Joachim Johann Johanna Johannes Jonas Jörg Josef Julia Julian Juliane
Jürgen Jutta Kai Karen Karin Karl Karl-Heinz Karla Karolin Karsten Katharina Kathrin Katja Katrin Kerstin Kevin Kirsten Klaus Konrad Konstantin Kristin
Kristina Kurt Lara Lars Laura Lea Lena Leni Leo Leon Leonie Levi Liam Lina Linda Lisa Lothar Louis Luca Ludwig Luisa Lukas Luke Lutz Magdalena Maike Maik
Maja Malte Manfred Manuel Manuela Marc Marcel Marco Marcus Margarete Margot Maria Marianne Marie Marina Mario Marion Markus Marlene Marlies Martha Martin
Martina Mathilda Matthias Max Maximilian Mehmet Meike Melanie Meta Mia Michael Michaela Mila Miriam Mohammed Monika Moritz Mustafa Nadine Nadja Natalie
Nele Nico Nicole Niklas Nils Nina Noah Nora Norbert Olaf Ole Olga Oliver Oskar Otto Patricia Patrick Paul Paula Pauline Peter Petra Philipp Pia Rainer Ralf
Ralph Ramona Raphael Rebecca Regina Reinhard Reinhold Renate Renée Ria Richard Rita Robert Robin Roland Rolf Romy Rosemarie Rüdiger Rudolf Ruth Sabine
Sabrina Samuel Sandra Sara Sarah Sascha Saskia Sebastian Selma Sibylle Siegfried Sigrid Silke Silvia Simon Simone Sofia Sonja Sophia Sophie Stefan Stefanie
Steffen Stella Stephan Stephanie Susanne Svea Sven Svenja Swantje Sylvia Tamara Tanja Tatjana Theo Theodor Theresa Thomas Thorsten Tilman Tim Timo Tina Tobias
Tom Torben Torsten Udo Ulf Uli Ulrich Ulrike Ursula Ute Uwe Valentin Vanessa Vera Verena Veronika Viktor Viktoria Vincent Volker Walter Waltraud Werner
Wiebke Wilfried Wilhelm Wilma Wolfgang Yannick Yasmin Yusuf Yvonne
James John Robert William Thomas Mary Jennifer Elizabeth Susan Karen Nancy Margaret Betty Dorothy George Edward Brian Kevin Steven Jane Chris Doug Arnold
`

const known: ReadonlySet<string> = new Set(GIVEN_NAMES.trim().toLowerCase().split(/\s+/))

/** Whether the first word of a name is a frequent given name ("Karl-Heinz", "Anna Maria"). */
export function isGivenName(name: string): boolean {
  const first = name.trim().toLowerCase().split(/\s+/, 1)[0] ?? ''
  return known.has(first) || known.has(first.split('-', 1)[0]!)
}
