type Names = readonly [string, ...string[]]
/** First and last names that go together, so that invented people sound like people. */
export interface NameSet {
  women: Names
  men: Names
  families: Names
  /** Out of a hundred invented people, so many come from this set. */
  share: number
}
const words = (text: string): Names => text.trim().split(/\s+/) as unknown as Names

export const nameSets: readonly [NameSet, ...NameSet[]] = [
  {
    share: 74,
    women: words(`Anja Annette Antonia Astrid Barbara Beate Birgit Britta Bärbel Christa Christine Claudia Cornelia Dörte Elke Eva
      Franziska Frauke Friederike Gabriele Greta Gudrun Hannah Heike Helga Henrike Ida Ilse Ines Inga Ingrid Jana Johanna Jule
      Jutta Käthe Karin Katharina Kerstin Kirsten Lena Lina Luise Maike Margret Marlene Martina Merle Mia Monika Nele Nicole Petra
      Pia Regina Ruth Sabine Sandra Silke Sonja Stefanie Susanne Svenja Swantje Tanja Theresa Ulrike Ursula Ute Verena`),
    men: words(`Achim Albert Alexander Andreas Anton Arne Axel Bastian Benedikt Bernd Björn Carsten Christoph Clemens Daniel David
      Detlef Dieter Dirk Eckhard Emil Fabian Felix Florian Frank Friedrich Georg Gerd Günter Hannes Hartmut Heiner Heinz Helmut
      Henning Hinrich Holger Ingo Jakob Jan Jens Joachim Jörg Jonas Julian Jürgen Kai Karl Klaus Konrad Lars Leon Ludger Lukas
      Malte Manfred Martin Matthias Michael Moritz Norbert Ole Paul Peter Philipp Rainer Ralf Reinhard Rüdiger Sebastian Simon
      Stefan Sven Theo Thomas Tobias Uwe Volker Werner Wilhelm Wolfgang`),
    families: words(`Ahlers Althoff Arens Austermann Averbeck Bäumer Bathe Beckmann Bergmann Beuing Bloch Böcker Bröker Brüggemann
      Buddenkotte Büscher Dahlhaus Deitermann Determann Drees Ebbing Eggert Engbers Erdmann Espenhorst Feldhaus Fischer Focke
      Frenzel Fröhlich Fuchs Gerdes Gößling Greiwe Große Grüter Haverkamp Heitmann Hesse Hölscher Holtkamp Horstmann Hülsmann
      Jansen Jost Kamphues Kersting Kleinschmidt Klünder Koch Kötter Krämer Kröger Kuhlmann Lammers Langenkamp Laumann Lindemann
      Lütke Maaß Meinert Meyer Möllers Müller Nölke Niehues Oeding Ostendorf Overbeck Pohlmann Pröbsting Rensing Richter Riße
      Rolfes Rüther Sandmann Schäfer Schlüter Schmedding Schröer Schulte Schulze Schwering Siemers Stegemann Steinkühler Strauß
      Suttrup Tenhagen Thiele Tölle Uhlenbrock Vennemann Voß Wagner Walbaum Wehmeyer Weiß Welling Wessels Wigger Wolters Zumbusch`),
  },
  {
    share: 9,
    women: words('Aylin Ayşe Büşra Çiğdem Dilara Elif Emine Esra Gülay Melike Özlem Selin Sevgi Şeyma Zeynep'),
    men: words('Ahmet Burak Can Cem Emre Erkan Hakan İbrahim Kaan Levent Mehmet Murat Oğuz Serkan Yusuf'),
    families: words('Açıkgöz Arslan Aydın Çelik Demir Doğan Güneş Kılıç Koç Öztürk Polat Şahin Taş Yıldız Yılmaz'),
  },
  {
    share: 6,
    women: words('Agnieszka Ewa Iwona Joanna Katarzyna Magdalena Małgorzata Wioletta'),
    men: words('Andrzej Grzegorz Krzysztof Łukasz Marek Paweł Tomasz Wojciech'),
    families: words('Błaszczyk Dąbrowski Kaczmarek Kowalczyk Lewandowski Nowak Piątek Wójcik Zieliński'),
  },
  {
    share: 5,
    women: words('Amira Dunja Fatima Leila Maryam Nour Rania Yasmin'),
    men: words('Ali Bilal Hamid Karim Omar Rami Samir Tarek'),
    families: words('Al-Masri Bakkali El-Amrani Haddad Hosseini Khoury Nasser Sabbagh'),
  },
  {
    share: 6,
    women: words('Alessia Ana Chiara Elena Ioanna Jelena Linh Natalia Olena Thuy'),
    men: words('Dmitrij Giorgos Ivan João Luca Marco Minh Nikola Oleksandr Stavros'),
    families: words('Bianchi Ferreira Hoang Ivanović Kovalenko Nguyen Papadopoulos Pereira Petrović Rossi Schewtschenko Tran'),
  },
]

/** People whose names try every form and list: very long, very short, with prefixes, with hyphens. */
export const unusualPeople = [
  { salutation: 'ms', title: 'Dr.', firstName: 'Friederike-Charlotte', lastName: 'von der Schulenburg-Wolffenbüttel zu Hohenlimburg' },
  { salutation: 'mr', title: 'Prof. Dr.', firstName: 'Karl-Heinz', lastName: 'Müller-Lüdenscheidt' },
  { salutation: 'ms', title: '', firstName: 'Yi', lastName: 'O' },
  { salutation: 'mr', title: '', firstName: 'Seán', lastName: "O'Connor" },
  { salutation: 'diverse', title: '', firstName: 'Kim', lastName: 'Stratmann' },
  { salutation: 'none', title: '', firstName: '', lastName: 'Großekathöfer' },
  { salutation: 'ms', title: '', firstName: 'Mechthild', lastName: 'Schulze Dieckhoff' },
  { salutation: 'mr', title: 'Dr. med.', firstName: 'Jens', lastName: 'te Brake' },
  { salutation: 'ms', title: '', firstName: 'Zoë', lastName: 'Lefèvre' },
  { salutation: 'mr', title: '', firstName: 'Łukasz', lastName: 'Żurawski' },
  { salutation: 'mr', title: '', firstName: 'Ümit', lastName: 'İnönü' },
  { salutation: 'mr', title: '', firstName: 'Josef', lastName: 'Freiherr von Droste-Kerkerinck' },
  { salutation: 'ms', title: '', firstName: 'Anna-Lena', lastName: 'Groß-Weißenfels' },
] as const
