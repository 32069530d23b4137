/* The calls of Registry.kt. A function here converts, calls and converts. Text crosses
 * as UTF-8 in byte arrays: what JNI calls UTF-8 is another form. */
#include <noidai.h>

#include <jni.h>
#include <stdlib.h>

static jbyteArray array_of(JNIEnv *env, const char *data, size_t length) {
  jbyteArray array;
  if (length > 0x7fffffff) {
    (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/OutOfMemoryError"), "the answer");
    return NULL;
  }
  array = (*env)->NewByteArray(env, (jsize)length);
  if (array) (*env)->SetByteArrayRegion(env, array, 0, (jsize)length, (const jbyte *)data);
  return array;
}

static jbyteArray array_of_text(JNIEnv *env, noidai_text text) { return array_of(env, text.data, text.length); }

/* Throws what was refused, and frees it. */
static void throw_error(JNIEnv *env, noidai_error *error) {
  jclass class = (*env)->FindClass(env, "noidai/NoidaiException");
  jmethodID make = class ? (*env)->GetMethodID(env, class, "<init>", "(I[B[B[B[B[B)V") : NULL;
  if (make) {
    jbyteArray name = array_of_text(env, noidai_error_name(error));
    jbyteArray path = array_of_text(env, noidai_error_path(error));
    jbyteArray english = array_of_text(env, noidai_error_message(error, NOIDAI_ENGLISH));
    jbyteArray vietnamese = array_of_text(env, noidai_error_message(error, NOIDAI_VIETNAMESE));
    jbyteArray document = array_of_text(env, noidai_error_document(error));
    if (!(*env)->ExceptionCheck(env)) {
      jint code = (jint)noidai_error_code(error);
      jobject made = (*env)->NewObject(env, class, make, code, name, path, english, vietnamese, document);
      if (made) (*env)->Throw(env, (jthrowable)made);
    }
  }
  noidai_error_free(error);
}

/* Lends the bytes of an array; give_back ends that. */
static noidai_text lend(JNIEnv *env, jbyteArray array) {
  return noidai_text_in((const char *)(*env)->GetByteArrayElements(env, array, NULL),
                        (size_t)(*env)->GetArrayLength(env, array));
}

static void give_back(JNIEnv *env, jbyteArray array, noidai_text text) {
  if (text.data) (*env)->ReleaseByteArrayElements(env, array, (jbyte *)text.data, JNI_ABORT);
}

/* `names` and `contents` are arrays of byte arrays, as many of one as of the other. */
JNIEXPORT jlong JNICALL Java_noidai_Native_open(JNIEnv *env, jclass class, jobjectArray names, jobjectArray contents,
                                                jbyteArray options) {
  jsize count = (*env)->GetArrayLength(env, names), at;
  noidai_file *files = calloc((size_t)count + 1, sizeof *files);
  noidai_registry *registry = NULL;
  noidai_error *error = NULL;
  noidai_text lent = lend(env, options);
  (void)class;
  if (!files || (*env)->EnsureLocalCapacity(env, 2 * count + 16) != 0) {
    free(files);
    give_back(env, options, lent);
    if (!(*env)->ExceptionCheck(env))
      (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/OutOfMemoryError"), "the files");
    return 0;
  }
  for (at = 0; at < count; at++) {
    files[at].name = lend(env, (*env)->GetObjectArrayElement(env, names, at));
    files[at].content = lend(env, (*env)->GetObjectArrayElement(env, contents, at));
  }
  if (!(*env)->ExceptionCheck(env) &&
      noidai_registry_open(NOIDAI_ABI, files, (size_t)count, lent, &registry, &error) != NOIDAI_OK)
    throw_error(env, error);
  for (at = 0; at < count; at++) {
    give_back(env, (*env)->GetObjectArrayElement(env, names, at), files[at].name);
    give_back(env, (*env)->GetObjectArrayElement(env, contents, at), files[at].content);
  }
  give_back(env, options, lent);
  free(files);
  return (jlong)(intptr_t)registry;
}

JNIEXPORT jbyteArray JNICALL Java_noidai_Native_ask(JNIEnv *env, jclass class, jlong registry, jbyteArray request) {
  noidai_bytes answer = {0};
  noidai_error *error = NULL;
  jbyteArray made = NULL;
  noidai_text lent = lend(env, request);
  noidai_status status;
  (void)class;
  if (!lent.data) return NULL; /* No memory: thrown already. */
  status = noidai_ask((const noidai_registry *)(intptr_t)registry, lent, &answer, &error);
  give_back(env, request, lent);
  if (status == NOIDAI_OK)
    made = array_of(env, answer.data, answer.length);
  else
    throw_error(env, error);
  noidai_bytes_free(&answer);
  return made;
}

JNIEXPORT void JNICALL Java_noidai_Native_free(JNIEnv *env, jclass class, jlong registry) {
  (void)env, (void)class;
  noidai_registry_free((noidai_registry *)(intptr_t)registry);
}
