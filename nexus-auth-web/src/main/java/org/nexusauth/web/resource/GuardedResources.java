package org.nexusauth.web.resource;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.web.AttributeScope;

/**
 * The resources of an application that can be shown as an example of how a key is used. Each is
 * added when the runtime that serves it starts. Thread-safe.
 */
public final class GuardedResources {
  private static final String NAME = "org.nexusauth.guarded-resources";
  private static final Object CREATION = new Object();

  private final Set<GuardedResource> resources = ConcurrentHashMap.newKeySet();

  private GuardedResources() {}

  /** Returns the resources of an application, which are kept in its attributes. */
  public static GuardedResources of(AttributeScope application) {
    synchronized (CREATION) {
      if (application.get(NAME) instanceof GuardedResources found) {
        return found;
      }
      GuardedResources created = new GuardedResources();
      application.set(NAME, created);
      return created;
    }
  }

  /** Adds a resource. */
  public void add(GuardedResource resource) {
    resources.add(resource);
  }

  /** Returns those that are known at present, in no order. */
  public Collection<GuardedResource> list() {
    return Set.copyOf(resources);
  }
}
