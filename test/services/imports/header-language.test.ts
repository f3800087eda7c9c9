import { describe, expect, it } from 'vitest'
import { detectLanguage, meaningIn } from '../../../electron/services/imports/header-match.ts'

const OUTLOOK_DE =
  'Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Straße privat;Ort privat;Postleitzahl privat;Telefon privat;Mobiltelefon;Geburtstag;Kategorien;E-Mail-Adresse;E-Mail: Angezeigter Name;Notizen;Ort;Privat'
const OUTLOOK_EN =
  'Title;First Name;Middle Name;Last Name;Suffix;Company;Department;Job Title;Business Street;Business City;Business Postal Code;Home Street;Home City;Home Postal Code;Home Phone;Mobile Phone;Birthday;Categories;E-mail Address;E-mail Display Name;Notes;Location;Private'
const THUNDERBIRD_DE =
  'Vorname;Nachname;Anzeigename;Spitzname;Primäre E-Mail-Adresse;Sekundäre E-Mail-Adresse;Messenger-Name;Tel. dienstlich;Tel. privat;Fax-Nummer;Mobil-Tel.-Nr.;Privat: Adresse;Privat: Adresse 2;Privat: Ort;Privat: PLZ;Privat: Land;Organisation;Webseite 1;Geburtsjahr;Geburtsmonat;Geburtstag;Notizen'
const GOOGLE_OLD =
  'Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Gender,Location,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Organization 1 - Name'
const GOOGLE_NEW =
  'First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Postal Code'

describe('the column names say which program wrote the list', () => {
  it.each([
    ['outlook-de', OUTLOOK_DE.split(';')],
    ['outlook-en', OUTLOOK_EN.split(';')],
    ['thunderbird-de', THUNDERBIRD_DE.split(';')],
    ['google', GOOGLE_OLD.split(',')],
    ['google', GOOGLE_NEW.split(',')],
    [
      'live-de',
      [
        'Vorname',
        'Nachname',
        '2. Vorname',
        'Name',
        'E-Mail-Adresse',
        'Straße (privat)',
        'Ort (privat)',
        'Postleitzahl (privat)',
        'Bundesland (privat)',
        'Telefon (privat)',
      ],
    ],
    ['de', ['KdNr.', 'Name', 'Vorname', 'Straße Hausnr', 'PLZ Ort', 'Tel. privat', 'Handy']],
    ['en', ['Customer Number', 'First Name', 'Last Name', 'Street', 'City', 'ZIP', 'Mobile']],
    [null, ['foo', 'bar']],
  ])('%s', (language, headers) => expect(detectLanguage(headers)).toBe(language))

  it('knows every column of these programs', () => {
    for (const headers of [OUTLOOK_DE.split(';'), OUTLOOK_EN.split(';'), THUNDERBIRD_DE.split(';'), GOOGLE_OLD.split(','), GOOGLE_NEW.split(',')])
      expect(headers.filter((header) => meaningIn(detectLanguage(headers), header) === null)).toEqual([])
  })

  it('takes a program’s own meaning: "Ort" in Outlook is a place of meeting, in a list the town', () => {
    expect(meaningIn('outlook-de', 'Ort')?.target).toBe('ignore')
    expect(meaningIn('de', 'Ort')?.target).toBe('city')
    expect(meaningIn('thunderbird-de', 'Geburtstag')?.target).toBe('birthDay')
    expect(meaningIn('outlook-de', 'Geburtstag')?.target).toBe('birthday')
  })

  it.each([
    ['Kd-Nr', 'number', ''],
    ['KUNDENNUMMER', 'number', ''],
    ['Strasse/Hausnr.', 'street', ''],
    ['STRAßE', 'street', ''],
    ['Plz', 'postcode', ''],
    ['Geb.', 'birthday', ''],
    ['Geb.-Datum', 'birthday', ''],
    ['Tel. privat', 'phone', 'home'],
    ['Telefon (geschäftl.)', 'phone', 'work'],
    ['Handy', 'mobile', ''],
    ['e-mail', 'email', ''],
    ['E-Mail privat', 'email', 'home'],
    ['Straße Lieferadresse', 'street', 'other'],
  ])('%s means %s', (header, target, group) => expect(meaningIn('de', header)).toEqual({ target, group }))
})
