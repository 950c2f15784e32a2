/** Written before worker.js by config/pwa/views.py. */
declare const KEPT: { version: string; page: string; files: string[] };
