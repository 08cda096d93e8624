package org.nexusauth.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All sources of properties in their order: what an operator set (system properties, environment),
 * then the parameters of the web application, then its files.
 *
 * <p>Thread-safe when its sources are.
 */
public final class Configuration {
  private final List<PropertySource> sources;
  private final boolean lacksMicroProfile;

  private Configuration(List<PropertySource> sources, boolean lacksMicroProfile) {
    this.sources = List.copyOf(sources);
    this.lacksMicroProfile = lacksMicroProfile;
  }

  /** Returns a configuration of these sources alone, the first with a value wins. */
  public static Configuration of(PropertySource... sources) {
    return new Configuration(List.of(sources), false);
  }

  /**
   * Returns the configuration of an application: MicroProfile Config where there is one, else
   * system properties and the environment, around the application's parameters.
   *
   * @param parameters init-params before context-params, or none
   */
  public static Configuration ofApplication(List<PropertySource> parameters) {
    List<PropertySource> all = new ArrayList<>();
    Optional<MicroProfileSources> microProfile = MicroProfileSources.findCurrent();
    if (microProfile.isPresent()) {
      all.add(microProfile.get().operatorSource());
    } else {
      all.add(new SystemProperties());
      all.add(new EnvironmentVariables());
    }
    all.addAll(parameters);
    microProfile.ifPresent(found -> all.add(found.applicationSource()));
    return new Configuration(all, microProfile.isEmpty());
  }

  /** Returns a setting's property from the first source that gives it. */
  public Optional<GivenProperty> find(Setting setting) {
    return find(setting.property());
  }

  /** Returns a property from the first source that gives it. */
  public Optional<GivenProperty> find(String name) {
    return sources.stream().flatMap(source -> source.find(name).stream()).findFirst();
  }

  /** Returns whether verification keys are configured; without them there is no gate. */
  public boolean hasKeys() {
    return find(Setting.VERIFY_KEYS).isPresent() || find(Setting.VERIFY_KEYS_LOCATION).isPresent();
  }

  /**
   * Returns the problem, as text, when {@code META-INF/microprofile-config.properties} of the
   * application names settings and there is no MicroProfile Config that reads it; else empty.
   */
  public Optional<String> unreadFileProblem() {
    if (!lacksMicroProfile) {
      return Optional.empty();
    }
    return UnreadFiles.describeMicroProfileFile();
  }

  /** Returns the same for every file that may name settings, those of Spring included. */
  Optional<String> anyUnreadFileProblem() {
    if (!lacksMicroProfile) {
      return Optional.empty();
    }
    return UnreadFiles.describeFirst();
  }

  List<PropertySource> sources() {
    return sources;
  }
}
