/** What the modules beside this one share with it; not API, and free to change. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.keys.internal;
