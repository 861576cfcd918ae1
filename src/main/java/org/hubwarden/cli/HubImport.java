package org.hubwarden.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.HostFailure;
import org.hubwarden.intake.FromHub;
import org.hubwarden.intake.HubPage;
import org.hubwarden.intake.HubUser;
import org.hubwarden.intake.Intake;
import org.hubwarden.observed.hub.HubSight;

/** Asks a hub that runs for its users. */
final class HubImport {

    private static final String VARIABLE = "JUPYTERHUB_API_TOKEN";

    /** Where JupyterHub's documents have it, and where TLJH has it. */
    private static final String USUAL = "http://127.0.0.1:8081/hub/api";

    private static final String TLJH = "http://127.0.0.1:15001/hub/api";
    private static final int PAGE = 200;
    private static final long FIRST_PERSON = 1000;
    private static final int MOST = 1_000_000;
    private static final int LONGEST_TOKEN = 4096;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Machine machine;
    private final Caller caller;
    private final Optional<String> url;
    private final Optional<String> tokenFile;

    HubImport(Machine machine, Caller caller, Optional<String> url, Optional<String> tokenFile) {
        this.machine = machine;
        this.caller = caller;
        this.url = url;
        this.tokenFile = tokenFile;
    }

    Intake intake(HubSight sight) throws HostFailure {
        String base = url.orElse(sight.layout().isEmpty() ? USUAL : TLJH).replaceFirst("/+$", "");
        URI api = checked(base);
        if (url.isEmpty()) {
            requireHubs(api.getPort());
        }
        return FromHub.of(sight, api.toString(), users(api, token()));
    }

    /** A user may have taken the port of a hub that is not there, for the token, and to name themselves an admin. */
    private void requireHubs(int port) throws HostFailure {
        long uid = machine.listener(port).orElse(0);
        if (uid >= FIRST_PERSON) {
            throw new HostFailure("port " + port + " of this machine, where a hub usually has its API, is uid " + uid
                    + "'s, which is a person's, so the token was not sent; give the hub's address with --url");
        }
    }

    private static URI checked(String base) throws HostFailure {
        URI api;
        try {
            api = URI.create(base);
        } catch (IllegalArgumentException e) {
            throw new HostFailure("--url " + Escaped.text(base) + " is no URL; write one such as " + USUAL, e);
        }
        String scheme = Optional.ofNullable(api.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(api.getHost()).orElse("");
        if (!Set.of("http", "https").contains(scheme) || host.isEmpty() || api.getQuery() != null) {
            throw new HostFailure("--url " + Escaped.text(base) + " is no URL of an API; write one such as " + USUAL);
        }
        if (scheme.equals("http") && !LOOPBACK.contains(host)) {
            throw new HostFailure("the token would go to " + Escaped.text(host)
                    + " unencrypted; give an https URL, or run this on the hub's machine");
        }
        return api;
    }

    private String token() throws HostFailure {
        String token = tokenFile.isPresent() ? read(tokenFile.get()) : caller.variable(VARIABLE);
        if (!token.matches("[!-~]{1,4096}")) {
            throw new HostFailure(
                    tokenFile.isPresent()
                            ? Escaped.text(tokenFile.get()) + " holds no token, which is one word"
                            : "import hub needs a token that may list users: --token-file FILE, or the variable "
                                    + VARIABLE + "; an admin makes one on the hub's page Token");
        }
        return token;
    }

    private static String read(String file) throws HostFailure {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > LONGEST_TOKEN) {
                throw new HostFailure(Escaped.text(file) + " is no file with a token");
            }
            return Files.readString(path).strip();
        } catch (IOException | IllegalArgumentException e) {
            throw new HostFailure(Escaped.text(file) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Page by page. A hub that knows no pages gives all at once, whatever it is asked. */
    private List<HubUser> users(URI api, String token) throws HostFailure {
        List<HubUser> users = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long offset = 0;
        while (users.size() < MOST) {
            URI page = URI.create(api + "/users?offset=" + offset + "&limit=" + PAGE);
            HubPage answer = HubPage.parse(machine.askHub(page, token))
                    .orElseThrow(() -> new HostFailure(page + " does not answer as a hub does; see --url"));
            if (!answer.tellsAdmins()) {
                throw new HostFailure(
                        "the hub does not tell this token who is an admin, and nobody must lose that by an"
                                + " oversight; it needs the scope read:users");
            }
            boolean news = false;
            for (HubUser user : answer.users()) {
                if (seen.add(user.name())) {
                    users.add(user);
                    news = true;
                }
            }
            boolean ends =
                    answer.paged() ? answer.next().isEmpty() : answer.users().size() < PAGE;
            if (ends || !news) {
                return users;
            }
            offset = answer.next().orElse(offset + answer.users().size());
        }
        throw new HostFailure("the hub has more than " + MOST + " users, which is hard to believe");
    }
}
