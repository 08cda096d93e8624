package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Puts a filter before each resource method; the annotations are read once, here. */
final class SecuredMethods implements DynamicFeature {
  private final JaxrsDoor door;
  private final Class<?> application;

  SecuredMethods(JaxrsDoor door, Class<?> application) {
    this.door = door;
    this.application = application;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Rule rule = Rules.of(resource.getResourceClass(), resource.getResourceMethod(), application);
    context.register(new SecuredResource(rule, door));
  }
}
