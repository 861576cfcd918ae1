package org.hubwarden.sweep;

import java.util.Optional;

/** What Python makes of a module of a package when that is installed. */
public final class Bytecode {

    private static final String PATH = "(/usr/lib/.*)/__pycache__/([^/]+)\\.cpython-[0-9]+(\\.opt-[12])?\\.pyc";

    private Bytecode() {}

    /** From which file; empty for what is no bytecode. Paths are escaped, as in a baseline. */
    public static Optional<String> source(String path) {
        return path.matches(PATH) ? Optional.of(path.replaceFirst(PATH, "$1/$2.py")) : Optional.empty();
    }
}
