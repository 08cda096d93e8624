package org.nexusauth.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** That an application which was undeployed leaves nothing behind. */
final class ManagementRedeploymentTest {

  /** As a container's: it loads the classes of this project itself, not through its parent. */
  private static final class ApplicationLoader extends ClassLoader {
    ApplicationLoader() {
      super(ManagementRedeploymentTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.nexusauth.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static WeakReference<ClassLoader> liveOnce() throws Exception {
    ApplicationLoader loader = new ApplicationLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> life = loader.loadClass(ManagedLife.class.getName());
      assertThat(life.getClassLoader()).isSameAs(loader);
      ((Runnable) life.getConstructor().newInstance()).run();
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  @Test
  void application_thatHasEnded_keepsNoClassLoader() throws Exception {
    WeakReference<ClassLoader> loader = liveOnce();

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.refersTo(null)).isTrue();
            });
  }
}
