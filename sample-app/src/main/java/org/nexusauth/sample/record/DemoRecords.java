package org.nexusauth.sample.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * Makes the records of the demo keys: their organizations, agents and integrations, the key that
 * signs them, and the keys themselves. Changes nothing that is there.
 *
 * @param services the services
 * @param folder the data folder, where the keys are
 */
record DemoRecords(ManagementServices services, Path folder) {

  private static final String SIGNING_KEY = "signing.jwk";

  /** The names of keys by their files. */
  private static final Map<String, String> KEYS =
      Map.of(
          "read-write.key", "Read and write",
          "read-only.key", "Read only",
          "development.key", "Development",
          "admin.key", "Admin",
          "other-integration.key", "Read and write");

  void createMissing() {
    createFamily("org_demo", "Demo Organization", "demo");
    createFamily("org_other", "Other Organization", "other");
    importSigningKey();
    for (Map.Entry<String, String> key : KEYS.entrySet()) {
      importKey(folder.resolve(key.getKey()), key.getValue());
    }
  }

  private void createFamily(String organization, String name, String suffix) {
    String title = name.substring(0, name.indexOf(' '));
    RecordedAgents.createOrganization(services, organization, name);
    createUnlessThere(
        () ->
            services
                .agents()
                .create(
                    RecordedAgents.newContext(), organization, "agt_" + suffix, title + " Agent"));
    createUnlessThere(
        () ->
            services
                .integrations()
                .recordExisting(
                    RecordedAgents.newContext(),
                    organization,
                    "int_" + suffix,
                    title + " integration",
                    "agt_" + suffix));
  }

  private static void createUnlessThere(Runnable creation) {
    try {
      creation.run();
    } catch (ManagementException e) {
      RecordedAgents.requireKind(e, Kind.CONFLICT);
    }
  }

  /** Keys that are issued over HTTP are signed by it too: the filters trust no other. */
  private void importSigningKey() {
    SigningKey key = SigningKeyFile.read(folder.resolve(SIGNING_KEY));
    boolean known =
        services.signingKeys().list(RecordedAgents.OPERATOR).stream()
            .anyMatch(one -> one.keyId().equals(key.keyId()));
    if (!known) {
      createUnlessThere(
          () -> {
            services.signingKeys().importNext(RecordedAgents.newContext(), key);
            services
                .signingKeys()
                .activate(RecordedAgents.newContext(), key.keyId(), true, ExpectedVersion.ANY);
          });
    }
  }

  private void importKey(Path file, String name) {
    if (Files.isRegularFile(file)) {
      String text = readText(file);
      createUnlessThere(
          () -> {
            ApiKeyView key = services.apiKeys().importKey(RecordedAgents.newContext(), text);
            if (key.record().version() == 1) {
              services
                  .apiKeys()
                  .rename(
                      RecordedAgents.newContext(), key.record().ref(), name, ExpectedVersion.ANY);
            }
          });
    }
  }

  private static String readText(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
