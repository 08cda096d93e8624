package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertyContributor;
import org.nexusauth.config.PropertySource;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;

/** What other modules add to a gate: their properties, what they open, when it is closed. */
class GateExtensionTest {
  private static final String NAME = "nexus.auth.counting.mode";

  @TempDir Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  /** An extension as a module registers it in {@code META-INF/services}. */
  public static final class CountingExtension implements GateExtension, PropertyContributor {
    static final List<String> CLOSED = new ArrayList<>();

    @Override
    public Set<String> properties() {
      return Set.of(NAME);
    }

    @Override
    public void validateConfiguration(Configuration configuration) {
      configuration
          .find(NAME)
          .filter(given -> given.value().equals("wrong"))
          .ifPresent(
              given -> {
                throw ConfigurationException.of(given, "expected on or off");
              });
    }

    @Override
    public Optional<CountedGrants> attach(GateExtensionContext context) {
      validateConfiguration(context.configuration());
      Optional<String> mode = context.configuration().find(NAME).map(given -> given.value());
      if (mode.isEmpty() || mode.get().equals("off")) {
        return Optional.empty();
      }
      CountedGrants grants = new CountedGrants(mode.get());
      context.addListener(event -> grants.count.incrementAndGet());
      return Optional.of(grants);
    }
  }

  /** What the extension attaches. */
  public static final class CountedGrants implements AutoCloseable {
    final AtomicInteger count = new AtomicInteger();
    private final String mode;

    CountedGrants(String mode) {
      this.mode = mode;
    }

    @Override
    public void close() {
      CountingExtension.CLOSED.add(mode);
      if (mode.equals("stuck")) {
        throw new IllegalStateException("it does not close");
      }
    }
  }

  /** An extension that cannot be opened. */
  public static final class UnavailableExtension implements GateExtension {
    @Override
    public Optional<AutoCloseable> attach(GateExtensionContext context) {
      throw new ConfigurationException("no database");
    }
  }

  /** An empty store that records that it was closed. */
  private record ClosingFeed(AtomicBoolean closed) implements RevocationFeed, AutoCloseable {
    @Override
    public Page changesAfter(Cursor cursor, int max, Duration wait) {
      return Page.empty(Cursor.START);
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @BeforeEach
  void forget() {
    CountingExtension.CLOSED.clear();
    LogRecorder.forget();
  }

  @AfterEach
  void restoreLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private ClassLoader register(Class<?>... extensions) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(
        services.resolve(GateExtension.class.getName()),
        List.of(extensions).stream().map(Class::getName).toList());
    Files.write(
        services.resolve(PropertyContributor.class.getName()),
        List.of(CountingExtension.class.getName()));
    ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
    return loader;
  }

  @Test
  void attached_isFoundByItsType_andReceivesDecisions() throws IOException {
    register(CountingExtension.class);

    try (ApiKeyGate gate = Gates.builder("counting.mode", "on").build()) {
      CountedGrants grants = gate.extension(CountedGrants.class).orElseThrow();
      Gates.decide(gate, Gates.KEY);

      assertThat(grants.count).hasValue(1);
      assertThat(gate.extension(CountingExtension.class)).isEmpty();
    }
    assertThat(CountingExtension.CLOSED).containsExactly("on");
  }

  @Test
  void extension_thatIsNotUsed_attachesNothing() throws IOException {
    register(CountingExtension.class);

    try (ApiKeyGate gate = Gates.builder("counting.mode", "off").build()) {
      assertThat(gate.extension(CountedGrants.class)).isEmpty();
    }
    assertThat(CountingExtension.CLOSED).isEmpty();
  }

  @Test
  void extension_thatFails_stopsTheStartAndClosesWhatWasAttached() throws IOException {
    register(CountingExtension.class, UnavailableExtension.class);
    AtomicBoolean closed = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                Gates.builder("counting.mode", "on")
                    .store(NamedStore.of("feed", new ClosingFeed(closed)))
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no database");
    assertThat(CountingExtension.CLOSED).containsExactly("on");
    assertThat(closed).isTrue();
  }

  @Test
  void close_ofAnExtensionThatThrows_isLoggedAndClosesTheGate() throws IOException {
    register(CountingExtension.class);

    Gates.builder("counting.mode", "stuck").build().close();

    assertThat(LogRecorder.messages("NEXUS-1038"))
        .singleElement()
        .asString()
        .contains("CountedGrants could not be closed");
  }

  @Test
  void settings_withOtherContributedValues_areNotEqual() throws IOException {
    register(CountingExtension.class);

    assertThat(settings("on")).isEqualTo(settings("on")).isNotEqualTo(settings("off"));
  }

  @Test
  void contributedName_isKnown_andAMisspeltOneIsCompared() throws IOException {
    register(CountingExtension.class);

    assertThatThrownBy(() -> Gates.builder("counting.mod", "on"))
        .hasMessageEndingWith("there is no such property; did you mean " + NAME + "?");
    assertThatThrownBy(() -> Gates.builder("counting.mode", " "))
        .hasMessageContaining(NAME)
        .hasMessageContaining("is empty");
  }

  @Test
  void validateConfiguration_checksContributedSettings() throws IOException {
    ClassLoader loader = register(CountingExtension.class);

    assertThatThrownBy(() -> ApiKeyGate.validateConfiguration(configuration("wrong"), loader))
        .hasMessage("NEXUS-1010 " + NAME + "=wrong (code): expected on or off");
    ApiKeyGate.validateConfiguration(configuration("on"), loader);
  }

  private static GateSettings settings(String mode) {
    return GateSettings.from(configuration(mode));
  }

  private static Configuration configuration(String mode) {
    return Configuration.of(
        PropertySource.of(
            "code", Map.of("nexus.auth.verify.keys", Signer.jwks(Gates.SIGNER), NAME, mode)));
  }
}
