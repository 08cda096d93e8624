package org.nexusauth.cli.apikey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementSession;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which key has leaked: by its ids, or by its text, which proves itself. */
final class LeakedKey {

  @Option(
      names = "--key-id",
      paramLabel = "ID",
      description = "Its id (jti), in place of its text; needs --organization and --integration.")
  private @Nullable String keyId;

  @Option(names = "--organization", paramLabel = "ID", description = "Its organization.")
  private @Nullable String organization;

  @Option(names = "--integration", paramLabel = "ID", description = "Its integration.")
  private @Nullable String integration;

  @Mixin private KeyTextOptions text = new KeyTextOptions();

  /** Reads the text before a store is opened; null where ids are given. */
  @Nullable String readText(Console console) {
    if (keyId == null) {
      return text.read(console);
    }
    if (organization == null || integration == null) {
      throw CliException.usage("--key-id needs --organization and --integration of the key");
    }
    return null;
  }

  /** Returns the key's name among all keys; a key without a record gets one. */
  KeyRef find(ManagementSession session, @Nullable String keyText) {
    if (keyText == null) {
      return new KeyRef(
          Objects.requireNonNull(organization),
          Objects.requireNonNull(integration),
          Objects.requireNonNull(keyId));
    }
    KeyRef ref =
        session
            .keyTexts()
            .readGenuineKey(keyText)
            .orElseThrow(
                () -> CliException.denied("the key is not genuine; nexus-auth explain says why"))
            .ref();
    if (isRecorded(session, ref)) {
      return ref;
    }
    ApiKeyView imported = session.services().apiKeys().importKey(session.newChange(), keyText);
    return imported.record().ref();
  }

  private static boolean isRecorded(ManagementSession session, KeyRef ref) {
    try {
      session.services().apiKeys().get(session.operator(), ref);
      return true;
    } catch (ManagementException e) {
      if (e.kind() == ManagementException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
