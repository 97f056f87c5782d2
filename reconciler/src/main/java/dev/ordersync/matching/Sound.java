package dev.ordersync.matching;

import java.util.Map;

/** Makes one of the spellings of one sound: Yuliya, Iulia and Julia; Sergey and Sergei; Katherine and Catherine. */
final class Sound {
    private static final Map<String, String> PAIRS =
            Map.of("ph", "f", "ck", "k", "kh", "h", "sh", "s", "ts", "z", "th", "t");

    /** A word of fewer sounds says too little to be compared by them. */
    private static final int FEWEST = 3;

    private Sound() {}

    static String of(String word) {
        var sound = new StringBuilder();
        char last = 0;
        for (int i = 0; i < word.length(); i++) {
            var pair = i + 1 < word.length() ? PAIRS.get(word.substring(i, i + 2)) : null;
            char letter = pair == null ? plain(word.charAt(i)) : pair.charAt(0);
            i += pair == null ? 0 : 1;
            if (sound.isEmpty() || (letter != last && !isVowel(letter))) {
                sound.append(letter);
            }
            last = letter;
        }
        return sound.length() < FEWEST ? word : sound.toString();
    }

    private static char plain(char letter) {
        return switch (letter) {
            case 'c', 'q' -> 'k';
            case 'w' -> 'v';
            case 'y', 'j' -> 'i';
            default -> letter;
        };
    }

    private static boolean isVowel(char letter) {
        return "aeiouh".indexOf(letter) >= 0;
    }
}
