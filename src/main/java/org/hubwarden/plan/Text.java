package org.hubwarden.plan;

/** Makes text of the machine's files fit for a sentence. */
final class Text {

    private static final int LONGEST = 200;

    private Text() {}

    /** The text with everything but printable ASCII as {@code \xNN}, cut when long. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : text.substring(0, Math.min(text.length(), LONGEST)).toCharArray()) {
            if (c >= ' ' && c <= '~') {
                safe.append(c);
            } else {
                safe.append(String.format("\\x%02x", (int) c));
            }
        }
        return text.length() > LONGEST ? safe + "..." : safe.toString();
    }
}
