package org.hubwarden.sweep;

/** How bad a difference is, the worst first. */
public enum Rank {
    /** It gives root by itself. */
    GIVES_ROOT("gives root", "Gives root again"),
    /** It can, with something else, or hides what does. */
    MAY_GIVE_ROOT("may give root", "May give root again, or hide what does"),
    /** It is not as it was, and hardly gives anything. */
    DIFFERS("differs", "Differs"),
    /** Something that is known to have happened explains it, as far as its records can be believed. */
    EXPLAINED("explained", "Explained, as far as the machine's own records can be believed");

    private final String word;
    private final String title;

    Rank(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** For programs. */
    public String word() {
        return word;
    }

    /** For people, above those of this rank. */
    public String title() {
        return title;
    }
}
