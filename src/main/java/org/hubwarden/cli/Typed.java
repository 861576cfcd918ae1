package org.hubwarden.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line as somebody may type it into a shell. */
final class Typed {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Typed() {}

    static String line(List<String> args) {
        return args.stream().map(Typed::quoted).collect(Collectors.joining(" ", "hubwarden ", ""));
    }

    static String quoted(String arg) {
        return PLAIN.matcher(arg).matches() ? arg : "'" + arg.replace("'", "'\\''") + "'";
    }
}
