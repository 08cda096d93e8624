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
    Optional<MicroProfileSources> microProfile = MicroProfileSources.find();
    if (microProfile.isPresent()) {
      all.add(microProfile.get().ofOperator());
    } else {
      all.add(new SystemProperties());
      all.add(new EnvironmentVariables());
    }
    all.addAll(parameters);
    microProfile.ifPresent(found -> all.add(found.ofApplication()));
    return new Configuration(all, microProfile.isEmpty());
  }

  /** Returns a setting's property from the first source that gives it. */
  public Optional<Property> find(Setting setting) {
    return find(setting.property());
  }

  Optional<Property> find(String name) {
    return sources.stream().flatMap(source -> source.find(name).stream()).findFirst();
  }

  /** Returns whether verification keys are given: an application without them wants no gate. */
  public boolean hasKeys() {
    return find(Setting.VERIFY_KEYS).isPresent() || find(Setting.VERIFY_KEYS_LOCATION).isPresent();
  }

  /**
   * Returns a problem, in words, when {@code META-INF/microprofile-config.properties} of the
   * application names settings and no MicroProfile Config is there that reads it; else empty.
   */
  public Optional<String> unreadFileProblem() {
    return lacksMicroProfile ? UnreadFiles.microProfile() : Optional.empty();
  }

  /** Returns the same for any file that may name settings, those of Spring included. */
  Optional<String> anyUnreadFile() {
    return lacksMicroProfile ? UnreadFiles.any() : Optional.empty();
  }

  List<PropertySource> sources() {
    return sources;
  }
}
