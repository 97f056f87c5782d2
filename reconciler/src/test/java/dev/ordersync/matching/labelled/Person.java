package dev.ordersync.matching.labelled;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A made-up buyer. */
record Person(
        String first,
        String last,
        @Nullable String company,
        String email,
        String phone,
        String line1,
        @Nullable String line2,
        String city,
        String region,
        String postalCode) {

    /** Begun with the commonest: a shop meets many a Smith and one O’Neil. */
    private static final List<String> LAST = List.of(
            "Smith",
            "Johnson",
            "Williams",
            "Brown",
            "Jones",
            "Garcia",
            "Miller",
            "Davis",
            "Martinez",
            "Lopez",
            "Wilson",
            "Anderson",
            "Taylor",
            "Moore",
            "Lee",
            "Nguyen",
            "Kim",
            "Clark",
            "Lewis",
            "Hall",
            "Young",
            "King",
            "Wright",
            "Scott",
            "Green",
            "Baker",
            "Adams",
            "Nelson",
            "Hill",
            "Ramírez",
            "Campbell",
            "Mitchell",
            "Roberts",
            "Carter",
            "Phillips",
            "Evans",
            "Turner",
            "Torres",
            "Parker",
            "Collins",
            "Edwards",
            "Stewart",
            "Flores",
            "Morris",
            "Murphy",
            "Rivera",
            "Cook",
            "Rogers",
            "O’Neil",
            "O’Brien",
            "D’Angelo",
            "McDonald",
            "Müller",
            "Schäfer",
            "Groß",
            "van der Berg",
            "de la Cruz",
            "Nuñez",
            "Łukasz",
            "Kovač",
            "Jørgensen",
            "Åkesson",
            "Dubois",
            "Lefèvre",
            "Иванова",
            "Петров",
            "Сидорова",
            "Волков",
            "Rossi",
            "Bianchi",
            "Tanaka",
            "Sato",
            "Haddad",
            "Okafor",
            "Singh",
            "Patel",
            "Chandrasekhar",
            "Wójcik",
            "Horvat",
            "Papadopoulos");

    private static final List<String> FIRST = List.of(
            "James",
            "Mary",
            "Robert",
            "Patricia",
            "John",
            "Jennifer",
            "Michael",
            "Linda",
            "David",
            "Elizabeth",
            "William",
            "Barbara",
            "Richard",
            "Susan",
            "Joseph",
            "Jessica",
            "Thomas",
            "Sarah",
            "Christopher",
            "Karen",
            "Daniel",
            "Nancy",
            "Matthew",
            "Margaret",
            "Anthony",
            "Sandra",
            "Steven",
            "Ashley",
            "Andrew",
            "Emily",
            "Joshua",
            "Donna",
            "Kenneth",
            "Michelle",
            "Kevin",
            "Carol",
            "Brian",
            "Amanda",
            "Edward",
            "Melissa",
            "Ronald",
            "Deborah",
            "Zoë",
            "José",
            "Renée",
            "Chloé",
            "Björn",
            "Søren",
            "Jürgen",
            "Юлия",
            "Сергей",
            "Наталья",
            "Андрей",
            "Yuki",
            "Haruto",
            "Amara",
            "Priya",
            "Giovanni",
            "Zofia",
            "Mateo");

    private static final List<String> STREETS = List.of(
            "Main Street",
            "Oak Avenue",
            "Brannan Street",
            "Maple Drive",
            "Second Street",
            "Park Avenue",
            "Cedar Lane",
            "Washington Boulevard",
            "Lake Road",
            "Hill Street",
            "Sunset Boulevard",
            "North Elm Street",
            "River Road",
            "Pine Court",
            "West End Avenue",
            "Highland Drive",
            "Church Street",
            "South Center Street",
            "Mill Road",
            "Spring Place",
            "College Avenue",
            "Prospect Street",
            "Saint James Place",
            "Old Post Road");

    /** Town, code of the region, its name, the first three digits of its postal codes. */
    private static final List<List<String>> TOWNS = List.of(
            List.of("San Francisco", "CA", "California", "941"),
            List.of("New York", "NY", "New York", "100"),
            List.of("Austin", "TX", "Texas", "787"),
            List.of("Portland", "OR", "Oregon", "972"),
            List.of("Saint Paul", "MN", "Minnesota", "551"),
            List.of("Springfield", "IL", "Illinois", "627"),
            List.of("Fort Collins", "CO", "Colorado", "805"),
            List.of("Chapel Hill", "NC", "North Carolina", "275"));

    private static final List<String> PROVIDERS =
            List.of("gmail.com", "outlook.com", "yahoo.com", "icloud.com", "example.com", "mail.example.org");

    private static final List<String> COMPANIES =
            List.of("Acme Ltd", "Blue Harbor LLC", "Northwind Traders", "Hooli Inc", "Initech", "Umbrella Supplies");

    static final Map<String, String> NICKNAMES = Map.ofEntries(
            Map.entry("Robert", "Bob"),
            Map.entry("William", "Bill"),
            Map.entry("Elizabeth", "Liz"),
            Map.entry("Michael", "Mike"),
            Map.entry("Patricia", "Trish"),
            Map.entry("Margaret", "Peggy"),
            Map.entry("Richard", "Rick"),
            Map.entry("Christopher", "Chris"),
            Map.entry("Edward", "Ted"),
            Map.entry("Deborah", "Debbie"),
            Map.entry("Steven", "Steve"),
            Map.entry("Jennifer", "Jenny"));

    /** As people write these names themselves, not by any rule. */
    private static final Map<String, String> IN_LATIN = Map.of(
            "Юлия", "Yuliya",
            "Сергей", "Sergey",
            "Наталья", "Natalia",
            "Андрей", "Andrey",
            "Иванова", "Ivanova",
            "Петров", "Petrov",
            "Сидорова", "Sidorova",
            "Волков", "Volkov");

    static Person any(Draw draw) {
        var first = draw.often(FIRST);
        var last = draw.often(LAST);
        var town = draw.of(TOWNS);
        return new Person(
                first,
                last,
                draw.chance(0.12) ? draw.of(COMPANIES) : null,
                mailbox(draw, first, last) + "@" + draw.often(PROVIDERS),
                "+1" + draw.between(2, 9) + draw.digits(2) + draw.between(2, 9) + draw.digits(6),
                draw.between(1, 2999) + " " + draw.of(STREETS),
                draw.chance(0.3) ? draw.of(List.of("Apt ", "Suite ", "Unit ")) + draw.between(1, 40) : null,
                town.get(0),
                town.get(1),
                town.get(3) + draw.digits(2));
    }

    private static String mailbox(Draw draw, String first, String last) {
        var name = plain(first) + draw.of(List.of(".", "", "_")) + plain(last);
        return name.replace(" ", "").replace("'", "").toLowerCase(Locale.ROOT)
                + (draw.chance(0.6) ? draw.digits(draw.between(1, 4)) : "");
    }

    /** Someone else of the same surname in the same town. */
    Person namesake(Draw draw) {
        var other = any(draw);
        while (other.first.equals(first)) {
            other = any(draw);
        }
        return new Person(
                other.first, last, null, other.email, other.phone, other.line1, null, city, region, other.postalCode);
    }

    /** Someone else at the same company, with one mail address for all. */
    Person colleague(Draw draw, @Nullable String desk) {
        var other = any(draw);
        return new Person(other.first, other.last, company, email, other.phone, line1, desk, city, region, postalCode);
    }

    Person behind(String relay) {
        return new Person(first, last, company, relay, phone, line1, line2, city, region, postalCode);
    }

    Person of(String employer) {
        return new Person(first, last, employer, email, phone, line1, line2, city, region, postalCode);
    }

    String regionName() {
        return TOWNS.stream()
                .filter(town -> town.get(1).equals(region))
                .map(town -> town.get(2))
                .findFirst()
                .orElse(region);
    }

    /** Without accents and in Latin letters. */
    static String plain(String name) {
        var latin = IN_LATIN.getOrDefault(name, name)
                .replace("ø", "o")
                .replace("Ł", "L")
                .replace("ß", "ss");
        return Normalizer.normalize(latin, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'');
    }
}
