package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code sudo -l -U} prints about somebody's rights. */
public final class SudoListing {

    private static final Pattern RULE = Pattern.compile("^ +\\(([^)]*)\\) (.*)$", Pattern.MULTILINE);
    private static final Pattern TAG = Pattern.compile("^(NOPASSWD|PASSWD|[A-Z_]+): *");

    private SudoListing() {}

    /**
     * Whether the listing lets the account run everything as root without a password. sudo obeys the last rule that matches, so
     * only the last that speaks of ALL counts.
     *
     * @return why not, for people; empty when it does
     */
    public static Optional<String> disproveRoot(String listing) {
        Optional<String> verdict = Optional.of("no rule lets them run everything");
        Matcher rule = RULE.matcher(listing);
        while (rule.find()) {
            if (reachesRoot(rule.group(1))) {
                verdict = verdict(rule.group(2), rule.group().strip()).orElse(verdict);
            }
        }
        return verdict;
    }

    private static boolean reachesRoot(String runAs) {
        List<String> users = List.of(runAs.split(":", 2)[0].strip().split(" *, *", -1));
        return users.contains("ALL") || users.contains("root");
    }

    /** What one rule says of ALL; nothing when it does not speak of it. */
    private static Optional<Optional<String>> verdict(String commands, String rule) {
        Optional<Optional<String>> verdict = Optional.empty();
        boolean noPassword = false;
        for (String item : commands.split(", *", -1)) {
            String command = item;
            for (Matcher tag = TAG.matcher(command); tag.find(); tag = TAG.matcher(command)) {
                noPassword = tag.group(1).equals("NOPASSWD")
                        || (noPassword && !tag.group(1).equals("PASSWD"));
                command = command.substring(tag.end());
            }
            if (command.equals("ALL")) {
                verdict =
                        Optional.of(noPassword ? Optional.empty() : Optional.of("a password is asked for by: " + rule));
            } else if (command.equals("!ALL")) {
                verdict = Optional.of(Optional.of("everything is denied by: " + rule));
            }
        }
        return verdict;
    }
}
