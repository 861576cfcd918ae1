package org.hubwarden.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.audit.Escaped;
import org.hubwarden.model.HubName;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import org.hubwarden.rights.Way;

/** What {@code root-access} prints. */
final class RootAccessText {

    private final String file;
    private final Style style;

    RootAccessText(String file, Style style) {
        this.file = file;
        this.style = style;
    }

    /** Everybody with their reasons, then what keeps it from being everybody. */
    List<String> lines(RootAccess access) {
        List<String> lines = new ArrayList<>();
        for (RootAccount account : access.accounts()) {
            lines.add(heading(account));
            account.ways().forEach(way -> lines.add(line(account, way)));
        }
        lines.add("");
        access.incomplete().forEach(why -> lines.add("Incomplete: " + Escaped.text(why) + "."));
        lines.add(summary(access));
        return lines;
    }

    private static String heading(RootAccount account) {
        String hub = account.hub().map(name -> ", user " + name.value()).orElse("");
        String uid = account.uid().map(number -> "uid " + number).orElse("not in /etc/passwd");
        return account.account().equals(RootAccount.EVERYBODY)
                ? "every account"
                : Escaped.bytes(account.account()) + " (" + uid + hub + ")";
    }

    private String line(RootAccount account, Way way) {
        String places = way.places().stream().map(Escaped::text).collect(Collectors.joining(", "));
        String place = places.isEmpty() ? "" : "  [" + places + "]";
        if (account.account().equals("root") && way.kind() == Way.Kind.UID_0) {
            return "  " + Escaped.text(way.why()) + place;
        }
        String said = way.stateLine().isEmpty()
                ? "not in the state file"
                : in(way.stateLine().getAsInt());
        boolean alarming = way.stateLine().isEmpty()
                && (account.hub().isPresent() || account.account().equals(RootAccount.EVERYBODY));
        return "  " + Escaped.text(way.why()) + place + "  " + (alarming ? style.paint(Style.Tone.ALARM, said) : said);
    }

    private String in(int line) {
        return line == 0 ? "in the last good state" : "in " + file + ":" + line;
    }

    private static String summary(RootAccess access) {
        long unsaid = access.accounts().stream().filter(RootAccount::isUnsaid).count();
        return Count.nouns(access.accounts().size(), "account") + " can become root"
                + (unsaid == 0 ? "." : "; " + unsaid + " of them beyond what the state file says.");
    }

    /** The same for programs, as docs/json.md describes it. */
    static String json(RootAccess access) {
        return Json.object(json -> {
            json.objects("accounts", access.accounts(), RootAccessText::write);
            json.strings("incomplete", access.incomplete());
        });
    }

    private static void write(Json json, RootAccount account) throws IOException {
        json.field("account", account.account());
        json.number("uid", account.uid());
        json.field("user", account.hub().map(HubName::value));
        json.field("beyond_state", account.isUnsaid());
        json.objects("ways", account.ways(), RootAccessText::write);
    }

    private static void write(Json json, Way way) throws IOException {
        json.field("kind", way.kind().id());
        json.field("why", way.why());
        json.strings("places", way.places());
        boolean given = way.stateLine().isPresent();
        json.field("in_state", given);
        json.number(
                "state_line",
                given && way.stateLine().getAsInt() > 0
                        ? Optional.of((long) way.stateLine().getAsInt())
                        : Optional.empty());
    }
}
