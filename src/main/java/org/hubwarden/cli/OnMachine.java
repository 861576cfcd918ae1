package org.hubwarden.cli;

import java.util.List;
import java.util.Optional;
import org.hubwarden.audit.Escaped;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;

/** What the machine has of one account, in words. */
final class OnMachine {

    private final ObservedState observed;

    OnMachine(ObservedState observed) {
        this.observed = observed;
    }

    /** The line in passwd, in words; whether or not it is ours. */
    String account(UnixName unix) {
        return passwd(unix).map(OnMachine::numbers).orElse("not in /etc/passwd");
    }

    String shell(UnixName unix) {
        return passwd(unix).map(p -> Escaped.bytes(p.shell())).orElse(RosterText.NOTHING);
    }

    /** How one gets in; never the hash. */
    String login(UnixName unix) {
        Optional<ShadowEntry> shadow = observed.accounts().shadow().find(unix.value());
        return shadow.map(OnMachine::login).orElse("no line in /etc/shadow");
    }

    /** The groups whose lines name the account, as they are in the file. */
    List<String> groups(UnixName unix) {
        return observed.accounts()
                .group()
                .entries()
                .filter(group -> group.members().contains(unix.value()))
                .map(GroupEntry::name)
                .map(Escaped::bytes)
                .distinct()
                .toList();
    }

    String home(LedgerAccount account) {
        HomeSight sight = observed.homes().at(account.home());
        if (sight instanceof HomeSight.Directory d) {
            String owner = d.uid() == account.uid() ? account.unix().value() : "uid " + d.uid();
            String group = d.gid() == account.gid() ? "" : ", group " + d.gid();
            String acl = d.aclOpens() ? ", opened by an access control list" : "";
            return String.format("mode %04o", d.mode())
                    + (observed.ownershipCounts() ? ", owner " + owner + group : "")
                    + acl;
        }
        return sight instanceof HomeSight.Other other ? Escaped.text(other.what()) : "not there";
    }

    private Optional<PasswdEntry> passwd(UnixName unix) {
        return observed.accounts().passwd().find(unix.value());
    }

    private static String numbers(PasswdEntry entry) {
        return "uid " + entry.uid() + ", gid " + entry.gid();
    }

    private static String login(ShadowEntry shadow) {
        if (shadow.password().isEmpty()) {
            return "no password is asked for";
        }
        boolean closed = shadow.password().startsWith("!") || shadow.password().startsWith("*");
        return closed ? "no password opens it" : "a password is set";
    }
}
