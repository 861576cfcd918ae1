package org.hubwarden.model;

import java.util.Optional;

/** Why a text is refused as a hub name. The sentence says what is wrong and what to write instead. */
public enum NameFault {
    EMPTY("is empty; write a name or take the entry out"),
    TOO_LONG("is longer than " + HubName.MAX_LENGTH + " characters, more than JupyterHub stores; write a shorter name"),
    INVALID_UNICODE("holds half of a surrogate pair, which is no character; retype the name"),
    CONTROL("holds a control character; retype the name without it"),
    NON_ASCII("has a character outside ASCII; write the name as JupyterHub shows it, in a-z, 0-9 and . _ @ + -"),
    CHARSET("has a character that is not one of a-z, 0-9 and . _ @ + -; write the name as JupyterHub shows it"),
    WHITESPACE("has a space; JupyterHub names have none, take it out"),
    SLASH("has a slash; a name must not reach into another directory, take it out"),
    NOT_LOWERCASE("has a capital letter; JupyterHub makes every name lower case, so write it in lower case"),
    DOTS_ONLY("is only dots; write a name that starts with a letter or a digit"),
    FIRST_CHAR("starts with a character other than a-z and 0-9; write a name that starts with a letter or a digit");

    private final String sentence;

    NameFault(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong and what to do, to be put after the name. */
    public String sentence() {
        return sentence;
    }

    static Optional<NameFault> of(String text) {
        if (text.isEmpty()) {
            return Optional.of(EMPTY);
        }
        if (text.length() > HubName.MAX_LENGTH) {
            return Optional.of(TOO_LONG);
        }
        return isRight(text) ? Optional.empty() : worstCharacter(text).or(() -> shape(text));
    }

    /** Nearly every name is, and tens of thousands are looked at. */
    private static boolean isRight(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return isAlphanumeric(text.charAt(0));
    }

    /** The reasons are declared in the order in which they mislead least: a newline is not merely "no letter". */
    private static Optional<NameFault> worstCharacter(String text) {
        return text.codePoints()
                .mapToObj(NameFault::ofCharacter)
                .flatMap(Optional::stream)
                .min((a, b) -> a.compareTo(b));
    }

    private static Optional<NameFault> ofCharacter(int c) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return Optional.of(INVALID_UNICODE);
        }
        if (Character.getType(c) == Character.CONTROL) {
            return Optional.of(CONTROL);
        }
        if (c > '~') {
            return Optional.of(NON_ASCII);
        }
        if (c == ' ') {
            return Optional.of(WHITESPACE);
        }
        if (c == '/') {
            return Optional.of(SLASH);
        }
        if (c >= 'A' && c <= 'Z') {
            return Optional.of(NOT_LOWERCASE);
        }
        return isAllowed(c) ? Optional.empty() : Optional.of(CHARSET);
    }

    private static Optional<NameFault> shape(String text) {
        if (isAlphanumeric(text.charAt(0))) {
            return Optional.empty();
        }
        boolean dots = text.chars().allMatch(c -> c == '.');
        return Optional.of(dots ? DOTS_ONLY : FIRST_CHAR);
    }

    private static boolean isAllowed(int c) {
        return isAlphanumeric(c) || "._@+-".indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
