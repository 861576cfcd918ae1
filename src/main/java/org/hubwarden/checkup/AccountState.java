package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;

/** What is wrong with accounts of the hub's, one by one. */
final class AccountState {

    private static final int OTHERS = 07;

    private final HubSight sight;
    private final HubAccounts accounts;
    private final Declared declared;

    AccountState(HubSight sight, HubAccounts accounts, Declared declared) {
        this.sight = sight;
        this.accounts = accounts;
        this.declared = declared;
    }

    List<Weakness> weaknesses() {
        List<Weakness> found = new ArrayList<>();
        gone().ifPresent(found::add);
        homes().ifPresent(found::add);
        unguarded().ifPresent(found::add);
        passwords().ifPresent(found::add);
        if (!accounts.areMachines()) {
            linger().ifPresent(found::add);
        }
        return found;
    }

    private List<String> evidence(Function<PasswdEntry, Optional<String>> judge) {
        return accounts.all().stream()
                .flatMap(account -> judge.apply(account).map(e -> account.name() + ": " + e).stream())
                .toList();
    }

    private static String first(List<String> evidence) {
        return evidence.get(0).split(":", 2)[0];
    }

    private Optional<Weakness> gone() {
        if (sight.users().isEmpty() || accounts.areMachines()) {
            return Optional.empty();
        }
        Set<String> known = HubNames.accounts(sight.users().get().admins().keySet());
        List<String> evidence = evidence(account ->
                known.contains(account.name()) || declared.names(account.name()) || accounts.isLocked(account)
                        ? Optional.empty()
                        : Optional.of("uid " + account.uid() + ", " + accounts.place(account.name())
                                + ", and nobody in " + sight.users().get().path()));
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "gone-user",
                        Rank.MEDIUM,
                        Words.count(evidence.size(), "account") + " whose user was deleted from the hub still "
                                + (evidence.size() == 1 ? "works" : "work")
                                + ": processes, cron jobs and ssh keys go on",
                        evidence,
                        "list them under users with adopt: true, and once hubwarden has taken them over take them out"
                                + " again: it locks them, and keeps their work; not userdel, which lets the next user have"
                                + " their id"));
    }

    private Optional<Weakness> homes() {
        List<String> open = evidence(account -> {
            HomeSight home = sight.homes().getOrDefault(account.home(), new HomeSight.Absent());
            if (home instanceof HomeSight.Directory d && ((d.mode() & OTHERS) != 0 || d.aclOpens())) {
                return Optional.of(account.home() + ", mode " + String.format("%04o", d.mode())
                        + (d.aclOpens() ? ", opened by an access control list" : ""));
            }
            return Optional.empty();
        });
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "open-home",
                        Rank.HIGH,
                        Words.count(open.size(), "home") + " can be entered by every user of the machine",
                        open,
                        (accounts.areMachines() ? "if only its owner shall get in: " : "") + "chmod o-rwx ~"
                                + first(open)
                                + ", and setfacl -b ~" + first(open)
                                + " where an access control list opens it"
                                + (accounts.areMachines()
                                        ? ""
                                        : "; with hubwarden it is closed again whenever it opens")));
    }

    private Optional<Weakness> unguarded() {
        List<String> evidence = evidence(account ->
                password(account).filter(String::isEmpty).map(none -> "an empty password field in /etc/shadow"));
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "no-password-asked",
                        Rank.HIGH,
                        Words.count(evidence.size(), "account") + " can be entered without any password",
                        evidence,
                        accounts.areMachines() ? "passwd " + first(evidence) : "usermod -p '!' " + first(evidence)));
    }

    /** With PAM the password is how people log in to the hub: taking it away would lock them out. */
    private Optional<Weakness> passwords() {
        if (accounts.areMachines()) {
            return Optional.empty();
        }
        List<String> evidence = evidence(account ->
                password(account).filter(AccountState::opens).map(set -> "a password is set in /etc/shadow"));
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "password",
                        Rank.MEDIUM,
                        Words.count(evidence.size(), "account")
                                + " of the hub's can be entered with a password, past the hub: by ssh, su and the console",
                        evidence,
                        "usermod -p '!' " + first(evidence) + ", unless it is meant"));
    }

    private Optional<String> password(PasswdEntry account) {
        return sight.accounts().shadow().find(account.name()).map(ShadowEntry::password);
    }

    private static boolean opens(String password) {
        return !password.isEmpty() && !password.startsWith("!") && !password.startsWith("*");
    }

    private Optional<Weakness> linger() {
        List<String> evidence = evidence(account -> sight.lingering().contains(account.name())
                ? Optional.of("/var/lib/systemd/linger/" + account.name())
                : Optional.empty());
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "linger",
                        Rank.LOW,
                        Words.count(evidence.size(), "account")
                                + " of the hub's may run programs from boot on, without a server and without its limits",
                        evidence,
                        "loginctl disable-linger " + first(evidence)));
    }
}
