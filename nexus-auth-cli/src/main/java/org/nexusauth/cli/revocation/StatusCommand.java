package org.nexusauth.cli.revocation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.store.CommandStore;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a store holds about a key or its owner. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Prints whether a key, or all keys of an integration, an agent, an organization or a signing"
          + " key, are revoked or switched off, since when and why; with --all how many changes the"
          + " store has, which takes a while with millions.",
      "",
      "A key given as text is looked up with its integration, agent, organization and signing key."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nexus-auth status --store jdbc:h2:file:/var/lib/app/keys --keys api-keys.jwks \\",
      "      < key.txt",
      "  nexus-auth status --store redis://cache.example.com --organization org_1",
      "  nexus-auth status --store redis://cache.example.com --all"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:none of it is revoked or switched off",
      "1:something is, or the text is no genuine key",
      "2:wrong options or values",
      "3:a file or standard input cannot be read",
      "4:there is no store, or it failed"
    })
public final class StatusCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(
      names = "--all",
      description = "Print how many changes the store has, and its generation.")
  private boolean all;

  /** Creates the command for a console. */
  public StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandStore opened = CommandStore.of(store, console);
    if (all) {
      return printSummary(opened);
    }
    SubjectOptions.Named named = subject.readSubject(console);
    KeySubject key = named.key();
    List<Subject> subjects = named.subjects();
    List<SubjectStatus> found =
        opened.withFeed(feed -> subjects.stream().map(feed::inForce).toList());
    int code = ExitCode.OK;
    for (SubjectStatus one : found) {
      code = Math.max(code, printStatus(one, key));
    }
    return code;
  }

  private int printSummary(CommandStore opened) {
    ChangeLogSummary log = opened.withFeed(ChangeLogSummary::readAll);
    console.out().println("generation " + log.generation());
    console.out().println("position   " + log.position());
    console.out().println("changes    " + log.count());
    return ExitCode.OK;
  }

  /** Prints a line for each restriction of a subject; returns the exit code. */
  private int printStatus(SubjectStatus status, @Nullable KeySubject key) {
    Instant now = console.clock().instant();
    String name = RevocationFormat.formatSubject(status.subject());
    for (Revocation one : status.revocations()) {
      console.out().println(name + describeRevocation(one, now));
    }
    if (status.switchState() instanceof SwitchedOff off) {
      String terms = RevocationFormat.formatTerms(off.since(), null, off.reason());
      console.out().println(name + " is switched off" + terms);
    }
    if (status.isUnrestricted()) {
      console.out().println(name + ": neither revoked nor switched off");
    }
    if (isDenied(status, key, now)) {
      return ExitCode.DENIED;
    }
    return ExitCode.OK;
  }

  private static String describeRevocation(Revocation revocation, Instant now) {
    String verb = " is revoked";
    if (revocation.effectiveAt().isAfter(now)) {
      verb = " will be revoked";
    }
    return verb
        + RevocationFormat.formatTerms(
            revocation.effectiveAt(), revocation.issuedBefore(), revocation.reason());
  }

  private static boolean isDenied(SubjectStatus status, @Nullable KeySubject key, Instant now) {
    return status.switchState() instanceof SwitchedOff
        || status.revocations().stream().anyMatch(one -> appliesTo(one, key, now));
  }

  /** When a key was issued is known only of one that was given as text. */
  private static boolean appliesTo(Revocation one, @Nullable KeySubject key, Instant now) {
    if (key == null) {
      return !one.effectiveAt().isAfter(now);
    }
    return one.appliesTo(key, now);
  }
}
