package org.hubwarden.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.hubwarden.observed.WriteAccess;

/**
 * Who can become root.
 *
 * @param accounts root first, then users of ours, then others
 * @param incomplete why that may not be everybody, sentences for people
 */
public record RootAccess(List<RootAccount> accounts, List<String> incomplete) {

    public RootAccess {
        accounts = List.copyOf(accounts);
        incomplete = List.copyOf(incomplete);
    }

    /** Judges what was seen. */
    public static RootAccess of(Grounds grounds) {
        Found found = new Found(grounds);
        Members members = new Members(grounds.accounts(), grounds.memberships());
        numbers(grounds, found);
        SudoWays sudo = new SudoWays(grounds, members, found);
        sudo.add();
        groups(grounds, members, found);
        grounds.writable().forEach(file -> file(file, members, found));
        new ProcessWays(grounds, members, found).add();
        sudo.follow();
        List<String> incomplete = new ArrayList<>(grounds.sudo().incomplete());
        grounds.memberships().silence().ifPresent(why -> incomplete.add("not all members of groups are known: " + why));
        grounds.memberships().unproved().forEach(what -> incomplete.add("not proved: " + what));
        return new RootAccess(found.all(), incomplete);
    }

    private static void numbers(Grounds grounds, Found found) {
        Members.numbered(grounds.accounts().passwd(), (line, account) -> {
            if (account.uid() == 0) {
                boolean root = account.name().equals("root");
                found.add(
                        account.name(),
                        Way.Kind.UID_0,
                        root ? "is root" : "has the number 0, and so is root under another name",
                        "/etc/passwd:" + line);
            }
        });
    }

    private static void groups(Grounds grounds, Members members, Found found) {
        grounds.accounts().group().entries().filter(PowerfulGroups::isRoots).forEach(group -> {
            for (Members.Member member : members.ofGid(group.gid())) {
                boolean roots = member.account().equals("root");
                OptionalInt line = found.line(member.account(), group.name());
                if (!roots) {
                    String why = "in the group " + group.name() + ", which is as good as root";
                    found.add(member.account(), new Way(Way.Kind.GROUP, why, List.of(member.place()), line));
                }
            }
        });
        grounds.accounts()
                .gshadow()
                .ifPresent(file -> Members.numbered(file, (line, group) -> {
                    boolean powerful = grounds.accounts()
                            .group()
                            .find(group.name())
                            .map(PowerfulGroups::isRoots)
                            .orElse(false);
                    if (powerful || isGivenSudo(grounds, group.name())) {
                        group.administrators()
                                .forEach(account -> found.add(
                                        account,
                                        Way.Kind.GROUP_ADMIN,
                                        "may put anybody into the group " + group.name() + ", themselves included",
                                        "/etc/gshadow:" + line));
                    }
                }));
    }

    private static boolean isGivenSudo(Grounds grounds, String group) {
        return grounds.sudo().rules().stream()
                .anyMatch(rule -> rule.grant().who().contains("%" + group));
    }

    private static void file(WriteAccess file, Members members, Found found) {
        String why = "can write " + file.path() + " (" + file.purpose() + ")";
        switch (file.by()) {
            case OTHERS -> found.add(RootAccount.EVERYBODY, Way.Kind.FILE, why + ", as everybody can", file.path());
            case OWNER ->
                found.accountsOf(file.id())
                        .forEach(account -> found.add(account, Way.Kind.FILE, why + ", as its owner", file.path()));
            case ACL_USER ->
                found.accountsOf(file.id())
                        .forEach(account ->
                                found.add(account, Way.Kind.FILE, why + ", by an access control list", file.path()));
            case GROUP, ACL_GROUP ->
                members.ofGid(file.id()).stream()
                        .filter(member -> !member.account().equals("root"))
                        .forEach(member -> found.add(
                                member.account(),
                                Way.Kind.FILE,
                                why + ", by the group " + file.id(),
                                file.path(),
                                member.place()));
        }
    }
}
