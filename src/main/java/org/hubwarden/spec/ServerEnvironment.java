package org.hubwarden.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hubwarden.model.UnixName;

/**
 * The variables that a hub gives a server. What is sent is what the server gets, or nothing is started: a variable is never left out
 * or changed without a word.
 */
public final class ServerEnvironment {

    /** Where they are, in a file for each server, whose name is what follows {@code jupyter-} in the account's. */
    public static final String DIRECTORY = "/run/hubwarden/env";

    /** The most variables that a hub may send. */
    public static final int MOST = 128;

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 16 << 10;
    private static final int LONGEST = 64 << 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> PREFIXES = List.of("JUPYTERHUB_", "JPY_", "JUPYTER_", "MEM_", "CPU_", "LC_");
    private static final Set<String> NAMES = Set.of("LANG");
    private static final Set<String> OURS = Set.of("HOME", "USER", "LOGNAME", "PATH", "SHELL");
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    /** What has a meaning between double quotes, for systemd as for a shell. */
    private static final String SPECIAL = "\"\\`$";

    private ServerEnvironment() {}

    /**
     * Why variables are refused.
     *
     * @param isTooMuch whether it is their number or size, and not what they are
     * @param sentence what is wrong and what to do; never a value, since it may be a secret
     */
    public record Fault(boolean isTooMuch, String sentence) {}

    /**
     * What the account's own variables are made of.
     *
     * @param command what the server is: its directory comes first in {@code PATH}
     */
    public record Own(UnixName account, String home, String shell, List<String> command) {
        public Own {
            command = List.copyOf(command);
        }
    }

    /** The first thing that is wrong with what a hub sent; empty when nothing is. */
    public static Optional<Fault> fault(Map<String, String> sent) {
        if (sent.size() > MOST) {
            return tooMuch("more than " + MOST + " variables are sent");
        }
        long size = 0;
        for (Map.Entry<String, String> variable : new TreeMap<>(sent).entrySet()) {
            Optional<Fault> fault = fault(variable.getKey(), variable.getValue());
            if (fault.isPresent()) {
                return fault;
            }
            size += variable.getKey().length() + variable.getValue().length();
        }
        return size > LONGEST
                ? tooMuch("the variables have more than " + LONGEST + " characters together")
                : Optional.empty();
    }

    private static Optional<Fault> fault(String name, String value) {
        if (name.length() > LONGEST_NAME) {
            return tooMuch("the name of a variable has more than " + LONGEST_NAME + " characters");
        }
        if (!NAME.matcher(name).matches()) {
            return refused("the name of a variable must be letters, digits and underscores, and one is not");
        }
        if (!isAllowed(name)) {
            return refused("the variable " + name + " is none that a hub may set; " + instead(name));
        }
        if (value.length() > LONGEST_VALUE) {
            return tooMuch("the variable " + name + " has more than " + LONGEST_VALUE + " characters");
        }
        return value.codePoints().allMatch(ServerEnvironment::isAllowed)
                ? Optional.empty()
                : refused("the variable " + name
                        + " holds a line break, a NUL or something that is no character; take it out");
    }

    private static Optional<Fault> tooMuch(String sentence) {
        return Optional.of(new Fault(true, sentence));
    }

    private static Optional<Fault> refused(String sentence) {
        return Optional.of(new Fault(false, sentence));
    }

    private static String instead(String name) {
        return OURS.contains(name)
                ? "it is set from the account"
                : "allowed are LANG and those that begin with " + String.join(", ", PREFIXES)
                        + "; for others use a drop-in of systemd";
    }

    private static boolean isAllowed(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** systemd drops the whole file, without a word, for what Unicode sets aside and calls no character. */
    private static boolean isAllowed(int c) {
        boolean ends = c == 0 || c == '\n' || c == '\r';
        boolean isNone = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !ends && !isNone && !isHalf;
    }

    /**
     * The file for systemd's {@code EnvironmentFile=}.
     *
     * @param sent without a {@link #fault}
     */
    public static String text(Map<String, String> sent, Own own) {
        SortedMap<String, String> all = new TreeMap<>(sent);
        all.put("HOME", own.home());
        all.put("USER", own.account().value());
        all.put("LOGNAME", own.account().value());
        all.put("SHELL", own.shell());
        all.put("PATH", path(own.command()));
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) ->
                text.append(name).append("=\"").append(quoted(value)).append("\"\n"));
        return text.toString();
    }

    private static String path(List<String> command) {
        String program = command.isEmpty() ? "" : command.get(0);
        String directory = program.substring(0, Math.max(0, program.lastIndexOf('/')));
        boolean isOther = !directory.isEmpty() && !List.of(PATH.split(":")).contains(directory);
        return isOther && !directory.contains(":") ? directory + ":" + PATH : PATH;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }
}
