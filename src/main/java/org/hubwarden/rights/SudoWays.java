package org.hubwarden.rights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.SudoersRules.Allowance;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.spec.SudoersText;

/** What sudo's rules come to, in their order: what forbids everything takes back what was given before it. */
final class SudoWays {

    private static final Set<String> EVERYTHING = Set.of("ALL", "root", "#0");

    private final Grounds grounds;
    private final Members members;
    private final Found found;

    /** Rules that let somebody run something as somebody else. */
    private final Map<String, Map<String, Way>> leads = new LinkedHashMap<>();

    SudoWays(Grounds grounds, Members members, Found found) {
        this.grounds = grounds;
        this.members = members;
        this.found = found;
    }

    void add() {
        grounds.sudo().rules().forEach(this::rule);
    }

    private void rule(SudoersSource.Placed rule) {
        String place = rule.line().file()
                + (rule.line().number() == 0 ? "" : ":" + rule.line().number());
        boolean ours = rule.line().file().equals(SudoersText.ADMIN_RULE_PATH);
        Set<String> except = names(rule.grant().except());
        for (String who : rule.grant().who()) {
            for (Members.Member member : meant(who)) {
                if (!except.contains(member.account()) && !member.account().equals("root")) {
                    OptionalInt line =
                            ours ? found.line(member.account(), who.replaceFirst("^%", "")) : OptionalInt.empty();
                    rule.grant().allowances().forEach(allowance -> allow(member, who, allowance, place, line));
                }
            }
        }
    }

    private Set<String> names(List<String> written) {
        Set<String> names = new HashSet<>();
        written.forEach(who -> meant(who).forEach(member -> names.add(member.account())));
        return names;
    }

    /** Whom a word of a rule means. A group that no file has may be somebody's elsewhere, and stands for itself. */
    private List<Members.Member> meant(String who) {
        if (who.equals("ALL")) {
            return List.of(new Members.Member(RootAccount.EVERYBODY, ""));
        }
        if (who.startsWith("%#")) {
            return number(who.substring(2)).stream()
                    .flatMap(gid -> members.ofGid(gid).stream())
                    .toList();
        }
        if (who.startsWith("%") && !who.startsWith("%:")) {
            String group = who.substring(1);
            List<Members.Member> all = new ArrayList<>(members.ofGroup(group));
            if (all.isEmpty() && !members.isGroup(group)) {
                all.add(new Members.Member(who, ""));
            }
            return all;
        }
        if (who.startsWith("#")) {
            return number(who.substring(1)).stream()
                    .flatMap(uid -> found.accountsOf(uid).stream())
                    .map(name -> new Members.Member(name, ""))
                    .toList();
        }
        return List.of(new Members.Member(who, ""));
    }

    private static List<Long> number(String text) {
        return text.matches("[0-9]{1,10}") ? List.of(Long.parseLong(text)) : List.of();
    }

    private void allow(Members.Member member, String who, Allowance allowance, String place, OptionalInt line) {
        if (allowance.deniesAll() && allowance.commands().isEmpty()) {
            deny(member.account());
            return;
        }
        if (allowance.commands().isEmpty()) {
            return;
        }
        List<String> places = new ArrayList<>(List.of(place));
        if (!member.place().isEmpty()) {
            places.add(member.place());
        }
        String rule = "sudo, by the rule for " + who + ": " + shortened(allowance.commands())
                + (allowance.asksPassword() ? "" : " without a password");
        for (String as : allowance.runAs()) {
            if (isRoot(as)) {
                found.add(member.account(), new Way(Way.Kind.SUDO, rule, places, line));
            } else {
                leads.computeIfAbsent(member.account(), name -> new LinkedHashMap<>())
                        .put(as, new Way(Way.Kind.SUDO_TO, rule + " as " + as, places, line));
            }
        }
        allowance.groups().stream()
                .filter(this::isRootsGroup)
                .forEach(group -> found.add(
                        member.account(), new Way(Way.Kind.SUDO, rule + " with the group " + group, places, line)));
    }

    private void deny(String account) {
        if (account.equals(RootAccount.EVERYBODY)) {
            found.denyAll();
            leads.clear();
        } else {
            found.deny(account);
            leads.remove(account);
        }
    }

    private static String shortened(List<String> commands) {
        int most = 5;
        String shown = String.join(", ", commands.subList(0, Math.min(most, commands.size())));
        return commands.size() > most ? shown + " and " + (commands.size() - most) + " more" : shown;
    }

    private boolean isRoot(String as) {
        return EVERYTHING.contains(as)
                || grounds.accounts()
                        .passwd()
                        .find(as)
                        .map(PasswdEntry::uid)
                        .filter(uid -> uid == 0)
                        .isPresent()
                || as.startsWith("%");
    }

    /** With everybody's groups, or one that is as good as root. */
    private boolean isRootsGroup(String group) {
        return group.equals("ALL")
                || grounds.accounts()
                        .group()
                        .find(group.replaceFirst("^%", ""))
                        .map(PowerfulGroups::isRoots)
                        .orElse(false);
    }

    /** Who may become somebody who can become root. To be run when all other ways are known. */
    void follow() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, Map<String, Way>> lead : leads.entrySet()) {
                for (Map.Entry<String, Way> to : lead.getValue().entrySet()) {
                    changed |= reaches(to.getKey()) && found.addNew(lead.getKey(), to.getValue());
                }
            }
        }
    }

    private boolean reaches(String as) {
        return number(as.replaceFirst("^#", "")).stream()
                        .flatMap(uid -> found.accountsOf(uid).stream())
                        .anyMatch(found::has)
                || found.has(as);
    }
}
