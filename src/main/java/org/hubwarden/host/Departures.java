package org.hubwarden.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.LeavingStep;

/** What the machine has of people who leave, and what ends it. */
public interface Departures {

    /**
     * Somebody to look for.
     *
     * @param unit of their server; empty where servers are not our business
     * @param isDead whether no process of theirs was left: only then is it looked into their home, in which a file system of theirs
     *     may never answer
     * @param isListed whether it is known what they own elsewhere
     */
    record Departed(UnixName unix, long uid, String home, Optional<UnitName> unit, boolean isDead, boolean isListed) {}

    /** Looks at what is left of them. */
    LeaversSight look(Collection<Departed> people) throws HostFailure;

    /** Has sudo ask again. */
    void forgetSudo(LeavingStep.ForgetSudo step) throws HostFailure;

    /** Keeps a unit from being started. It may still run. */
    void mask(LeavingStep.Mask step) throws HostFailure;

    /** Lets a unit be started that we masked. */
    void unmask(LeavingStep.Unmask step) throws HostFailure;

    /** Puts crontab and at jobs where nobody runs them. */
    void setAside(LeavingStep.SetAside step) throws HostFailure;

    /** Gives files of keys names under which sshd does not read them. */
    void closeKeys(LeavingStep.CloseKeys step) throws HostFailure;

    /** Puts back what was set aside, and opens the keys again. */
    void takeBack(LeavingStep.TakeBack step) throws HostFailure;

    /**
     * Kills every process of these people, removes what they shared in memory, and looks whether anything is left.
     *
     * @return for each of whom something is left, or may be, what and what to do
     */
    Map<UnixName, String> endProcesses(List<LeavingStep.EndProcesses> steps) throws HostFailure;

    /** Kills single processes, as their user: one that is somebody else's by now is not hit. */
    void kill(DemotionStep.Kill step) throws HostFailure;

    /** What failed is tried again at once. From any thread. */
    void insist();

    /** Begins to list what they own outside their homes. It goes on by itself, and is seen to be under way. */
    void list(List<LeavingStep.ListFiles> steps) throws HostFailure;

    /** Begins to pack a home. It goes on by itself, and is seen to be at work. */
    void pack(LeavingStep.PackHome step) throws HostFailure;

    /** Begins to bring a home back, in the same way. */
    void restore(LeavingStep.RestoreHome step) throws HostFailure;
}
