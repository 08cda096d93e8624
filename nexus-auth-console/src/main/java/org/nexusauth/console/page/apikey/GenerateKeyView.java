package org.nexusauth.console.page.apikey;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Times;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;

/**
 * The form for a new key.
 *
 * @param integration the integration
 * @param obstacle why no key can be made now; null for nothing
 * @param form the values
 * @param errors what is wrong with them
 * @param options what can be chosen
 */
public record GenerateKeyView(
    Integration integration,
    @Nullable Obstacle obstacle,
    GenerateKeyForm form,
    FormErrors errors,
    Options options) {

  /**
   * Why no key can be made now.
   *
   * @param reason a sentence
   * @param advice what to do, a sentence; empty where the reason says it
   */
  public record Obstacle(String reason, String advice) {}

  /**
   * What can be chosen.
   *
   * @param presets what each environment gives
   * @param lifetime which ends
   * @param permissions the permissions that are known
   * @param plans the names of the plans; empty where limits are off and any name may be given
   */
  public record Options(
      EnvironmentPresets presets,
      LifetimeChoice lifetime,
      List<String> permissions,
      List<String> plans) {
    /** Copies the lists. */
    public Options {
      permissions = List.copyOf(permissions);
      plans = List.copyOf(plans);
    }
  }

  /**
   * An environment that can be chosen.
   *
   * @param value the value of the field
   * @param name its name
   * @param preset what it gives, in words
   */
  public record EnvironmentOption(String value, String name, String preset) {}

  /** Returns the environments. */
  public List<EnvironmentOption> environments() {
    return Arrays.stream(Environment.values()).map(this::toOption).toList();
  }

  private EnvironmentOption toOption(Environment environment) {
    String value = GenerateKeyForm.valueOf(environment);
    Preset preset = options.presets().presetOf(environment);
    String name = environment.name().charAt(0) + value.substring(1);
    return new EnvironmentOption(value, name, describe(preset));
  }

  private String describe(Preset preset) {
    var lifetime = preset.lifetime();
    if (lifetime.compareTo(options.lifetime().longest()) > 0) {
      lifetime = options.lifetime().longest();
    }
    String plan = Optional.ofNullable(preset.plan()).map(name -> "plan " + name).orElse("no plan");
    return "%s, expires after %s".formatted(plan, Times.describeDuration(lifetime));
  }

  /** Returns the permissions with a check box: those that are known or ticked. */
  public List<String> listedPermissions() {
    TreeSet<String> all = new TreeSet<>(options.permissions());
    all.addAll(form.permissions());
    return List.copyOf(all);
  }

  /** Returns the plans that can be chosen; empty where any name may be given. */
  public List<String> plans() {
    return options.plans();
  }
}
