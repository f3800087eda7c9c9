/** Where the invented customers live: postcode, town and streets. House numbers are drawn. */
export interface Place {
  postcode: string
  city: string
  streets: readonly [string, ...string[]]
  /** Of all invented customers, so many parts live here. */
  weight: number
}

export const places: readonly [Place, ...Place[]] = [
  { postcode: '48143', city: 'Münster', weight: 9, streets: ['Königsstraße', 'Aegidiistraße', 'Überwasserstraße', 'Hörsterstraße'] },
  { postcode: '48145', city: 'Münster', weight: 14, streets: ['Warendorfer Straße', 'Mauritzstraße', 'Kaiser-Wilhelm-Ring', 'Schillerstraße'] },
  { postcode: '48147', city: 'Münster', weight: 11, streets: ['Kanalstraße', 'Grevener Straße', 'Ferdinand-Freiligrath-Straße', 'Gasselstiege'] },
  { postcode: '48149', city: 'Münster', weight: 10, streets: ['Steinfurter Straße', 'Horstmarer Landweg', 'Enschedeweg', 'Von-Esmarch-Straße'] },
  { postcode: '48151', city: 'Münster', weight: 9, streets: ['Weseler Straße', 'Goebenstraße', 'Scharnhorststraße', 'Kolde-Ring'] },
  { postcode: '48153', city: 'Münster', weight: 12, streets: ['Hammer Straße', 'Südstraße', 'Friedrich-Ebert-Straße', 'Burgstraße'] },
  { postcode: '48155', city: 'Münster', weight: 13, streets: ['Wolbecker Straße', 'Schillerstraße', 'Dortmunder Straße', 'Hafenweg'] },
  { postcode: '48161', city: 'Münster', weight: 6, streets: ['Roxeler Straße', 'Dieckmannstraße', 'Nottulner Landweg'] },
  { postcode: '48165', city: 'Münster', weight: 8, streets: ['Marktallee', 'Westfalenstraße', 'Meesenstiege', 'Hülsebrockstraße'] },
  { postcode: '48167', city: 'Münster', weight: 5, streets: ['Hofstraße', 'Hiltruper Straße', 'Am Steintor'] },
  { postcode: '48291', city: 'Telgte', weight: 4, streets: ['Steinstraße', 'Emstor', 'Königstraße'] },
  { postcode: '48268', city: 'Greven', weight: 3, streets: ['Marktstraße', 'Münsterstraße', 'Emsdettener Straße'] },
  { postcode: '48308', city: 'Senden', weight: 3, streets: ['Herrenstraße', 'Bulderner Straße'] },
  { postcode: '48329', city: 'Havixbeck', weight: 2, streets: ['Hauptstraße', 'Blickallee'] },
  { postcode: '48317', city: 'Drensteinfurt', weight: 2, streets: ['Wagenfeldstraße', 'Mühlenstraße'] },
  { postcode: '48341', city: 'Altenberge', weight: 2, streets: ['Boakenstraße', 'Kirchstraße'] },
  { postcode: '48351', city: 'Everswinkel', weight: 1, streets: ['Vitusstraße'] },
  { postcode: '01067', city: 'Dresden', weight: 1, streets: ['Schweriner Straße'] },
]
