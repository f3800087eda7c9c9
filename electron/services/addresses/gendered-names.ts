/** Given names that are frequent in Germany and were given to one sex almost only; Kim, Toni, Sascha or Andrea stay out on purpose. */
const WOMEN = `
Adelheid Agnes Alexandra Alina Amelie Angela Angelika Anja Anke Anna Anne Anneliese Annette Antje Antonia Astrid Ayse Ayşe Barbara Beate Bettina Bianca Birgit
Birte Brigitte Britta Carina Carla Carmen Carolin Caroline Charlotte Christa Christiane Christina Christine Clara Claudia Cornelia Dagmar Diana Doris Dorothea
Edith Elena Elfriede Elif Elisabeth Elke Ella Ellen Elsa Emilia Emily Emma Erika Eva Fatma Frauke Franziska Friederike Gabi Gabriele Gerda Gertrud Gisela Greta
Gudrun Hanna Hannah Hannelore Heide Heike Helena Helga Hella Henriette Hilde Hildegard Ida Ilona Ilse Imke Ina Ines Inga Inge Ingeborg Ingrid Irene Iris Irma
Isabel Isabella Jana Janina Jasmin Jessica Johanna Julia Juliane Jutta Karin Karla Karolin Katharina Kathrin Katja Katrin Kerstin Kirsten Klara Laura Lea Lena
Leni Leonie Lina Linda Lisa Lotte Luisa Luise Manuela Mareike Margarete Margot Margret Marianne Marie Marina Marion Marlene Marlies Martina Mathilda Melanie Meike
Mia Michaela Miriam Monika Nadine Nadja Natalie Natascha Nicole Nina Nora Olga Özlem Paula Pauline Petra Pia Ramona Rebecca Regina Renate Rita Rosa Rosemarie Ruth
Sabine Sabrina Sandra Sara Sarah Silke Silvia Simone Sofia Sonja Sophie Stefanie Stephanie Susanne Svenja Sylvia Tanja Tatjana Theresa Tina Ulrike Ursula Ute
Vanessa Vera Verena Veronika Viktoria Waltraud Wiebke Yasemin Yvonne Zeynep Zoe`
const MEN = `
Achim Adam Adrian Albert Alexander Alfred Ali Amir Andreas Anton Armin Arne August Benedikt Benjamin Bernd Bernhard Bjoern Björn Carsten Christian Christoph
Christopher Claus Daniel David Dennis Detlef Dieter Dietmar Dirk Dominik Eberhard Eckhard Eduard Elias Emil Erich Erik Ernst Erwin Fabian Felix Finn Florian Frank
Franz Friedrich Fritz Georg Gerd Gerhard Gregor Guido Günter Günther Gustav Hans Harald Hartmut Heiko Heiner Heinrich Heinz Helmut Hendrik Henning Henrik Herbert
Hermann Holger Horst Hubert Ingo Jakob Jan Jannik Jens Joachim Johann Johannes Jonas Jörg Josef Julian Jürgen Karl Karsten Kevin Klaus Konrad Konstantin Kurt Lars
Lennart Leo Leon Leonard Lothar Ludwig Lukas Lutz Malte Manfred Marc Marcel Marcus Mario Mark Markus Martin Mathias Matthias Max Maximilian Mehmet Michael Moritz
Murat Mustafa Niklas Nils Norbert Olaf Ole Oliver Oskar Otto Paul Peter Philipp Rainer Ralf Reinhard Reinhold René Richard Robert Roland Rolf Rudolf Rüdiger
Sebastian Siegfried Simon Stefan Stephan Steffen Sven Theo Thomas Thorsten Tim Timo Tobias Tom Torsten Udo Ulrich Uwe Valentin Viktor Volker Walter Werner
Wilhelm Willi Wolfgang Yusuf`

const fold = (name: string) => name.normalize('NFC').toLocaleLowerCase('de')
const setOf = (names: string) => new Set(names.trim().split(/\s+/).map(fold))
const women = setOf(WOMEN)
const men = setOf(MEN)

/** The form of address that a first name suggests; null where it says nothing or is given to both. Of several names the first counts. */
export function salutationOf(firstName: string): 'ms' | 'mr' | null {
  const first = fold(firstName.trim().split(/[\s-]+/)[0] ?? '')
  if (women.has(first)) return 'ms'
  return men.has(first) ? 'mr' : null
}
