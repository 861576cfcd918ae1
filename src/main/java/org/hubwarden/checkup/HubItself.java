package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Hub;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.PlainHub;
import org.hubwarden.observed.hub.SeenProcess;

/** What is wrong with the way the hub runs. */
final class HubItself {

    private HubItself() {}

    static List<Weakness> weaknesses(HubSight sight, boolean tljh, Declared declared) {
        List<Weakness> found = new ArrayList<>();
        plain(sight.plain(), tljh).ifPresent(found::add);
        root(sight.hubs()).ifPresent(found::add);
        unheard(sight, declared.hubUser()).ifPresent(found::add);
        return found;
    }

    private static Optional<Weakness> plain(List<PlainHub> plain, boolean tljh) {
        List<String> evidence = plain.stream()
                .map(hub -> hub.place()
                        + hub.process().map(p -> ", " + Words.process(p)).orElse("")
                        + ": answers http with X-JupyterHub-Version: " + hub.version())
                .toList();
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "plain-http",
                        Rank.HIGH,
                        "the hub can be reached from outside without HTTPS: passwords and notebooks can be read on the"
                                + " way, and an admin's session is root",
                        evidence,
                        tljh
                                ? "tljh-config set https.enabled true, with https.letsencrypt.email and .domains, then"
                                        + " tljh-config reload proxy"
                                : "put a proxy with a certificate in front, and let the hub listen on 127.0.0.1 only"));
    }

    /** The package brings rules of the bus for the usual account only. */
    private static Optional<Weakness> unheard(HubSight sight, String user) {
        if (user.equals(Hub.STANDARD.user()) || sight.busUsers().contains(user)) {
            return Optional.empty();
        }
        return Optional.of(new Weakness(
                "hub-bus",
                Rank.LOW,
                "the state file says that the hub runs as " + user + ", and the bus lets no " + user
                        + " ask hubwarden for anything, so the hub can start no server",
                List.of("no rule for user=\"" + user + "\" and org.hubwarden1 in /etc/dbus-1/system.d"),
                "as root, echo '<busconfig><policy user=\"" + user + "\"><allow send_destination=\"org.hubwarden1\"/>"
                        + "<allow receive_sender=\"org.hubwarden1\"/></policy></busconfig>'"
                        + " >/etc/dbus-1/system.d/hubwarden-hub.conf, then systemctl reload dbus"));
    }

    private static Optional<Weakness> root(List<SeenProcess> hubs) {
        List<String> evidence = hubs.stream()
                .filter(hub -> hub.uid() == 0)
                .map(hub -> Words.process(hub) + ": uid 0, " + String.join(" ", hub.command()))
                .toList();
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "hub-root",
                        Rank.MEDIUM,
                        "the hub runs as root: who breaks into that web application has the machine",
                        evidence,
                        "let it run as a user of its own, and hubwarden start the servers: hub: {spawner: hubwarden}"));
    }
}
