package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a unit file makes systemd run as root, see systemd.service(5). */
public final class UnitCommands {

    private static final Set<String> ROOT = Set.of("", "root", "0");
    private static final Pattern PREFIX = Pattern.compile("^[@:+!|-]*");

    private UnitCommands() {}

    /**
     * A file that such a command names.
     *
     * @param isArgument whether it is given to the program, and is not the program itself
     * @param isHub whether it is a JupyterHub's program
     */
    public record Run(String path, boolean isArgument, boolean isHub) {}

    /** All that the file names. */
    public static List<Run> ofRoot(String text) {
        String user = "";
        List<String> commands = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            int equals = line.indexOf('=');
            String key = line.substring(0, Math.max(0, equals)).strip();
            String value = line.substring(equals + 1).strip();
            if (key.equals("User")) {
                user = value;
            } else if (key.startsWith("Exec") && !key.equals("ExecSearchPath")) {
                commands.add(value);
            } else if (key.equals("EnvironmentFile")) {
                runs.add(new Run(value.replaceFirst("^-", ""), true, false));
            }
        }
        boolean asRoot = ROOT.contains(user);
        for (String command : commands) {
            String prefix = command.substring(
                    0,
                    command.length() - PREFIX.matcher(command).replaceFirst("").length());
            if (asRoot || command.contains("jupyterhub") || prefix.contains("+") || prefix.contains("!")) {
                add(command.substring(prefix.length()), runs);
            }
        }
        runs.removeIf(run -> !run.path().startsWith("/") || run.path().contains("%"));
        return runs;
    }

    private static void add(String command, List<Run> runs) {
        String[] words = command.split("\\s+", -1);
        boolean hub = command.contains("jupyterhub");
        for (int i = 0; i < words.length; i++) {
            String word = words[i].replaceAll("^[\"']|[\"']$", "").replaceFirst("^--?[\\w-]+=(?=/)", "");
            if (word.startsWith("/") && !word.startsWith("/dev/") && !word.startsWith("/proc/")) {
                boolean program = i == 0;
                runs.add(new Run(word, !program, hub && (program || word.endsWith("jupyterhub"))));
            }
        }
    }
}
