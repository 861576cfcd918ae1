package org.hubwarden.reconcile;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sweeper;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.sweep.AccountEntries;
import org.hubwarden.sweep.Bytecode;
import org.hubwarden.sweep.Coverage;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.LinkTarget;
import org.hubwarden.sweep.Packages;

/** What of the machine stands in a baseline: the same whether one is taken or compared with. */
record MachineEntries(Sweeper sweeper, RootInquiry inquiry) {

    /** A file that is gone says no more whose it was. */
    static Entry owned(Entry entry, Packages packages) {
        return packages.owner(entry.key())
                .or(() -> LinkTarget.of(entry).flatMap(packages::owner))
                .or(() -> Bytecode.source(entry.key()).flatMap(packages::owner))
                .map(name -> entry.with("package", name))
                .orElse(entry);
    }

    /** What is no file, in order. */
    Collection<Entry> state(Assessment look, AccountDatabases accounts) throws HostFailure {
        TreeMap<Entry, Entry> ordered = new TreeMap<>();
        Ledger ledger = look.ledger();
        Set<String> ours = new HashSet<>();
        ledger.accounts().keySet().forEach(name -> ours.add(name.value()));
        ledger.groups().keySet().forEach(name -> ours.add(name.value()));
        Stream.concat(sweeper.state().stream(), AccountEntries.of(accounts, inquiry.answer(look), ours).stream())
                .forEach(entry -> ordered.putIfAbsent(entry, entry));
        return ordered.keySet();
    }

    static Sweeper.Scope scope(AccountDatabases accounts, Set<String> only) {
        List<String> homes = accounts.passwd().entries().map(PasswdEntry::home).toList();
        return new Sweeper.Scope(Coverage.of(homes), only);
    }
}
