package org.hubwarden.plan;

/** What a change does to its subject; rendered as Terraform does. */
public enum Symbol {
    CREATE("+"),
    UPDATE("~"),
    REMOVE("-");

    private final String text;

    Symbol(String text) {
        this.text = text;
    }

    /** One character. */
    public String text() {
        return text;
    }
}
