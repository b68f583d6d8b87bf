# --- firestore.rules
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    // allow read, write: if true;
    match /a/{x} {
      allow read, write: if true;  // expect: FIR007/critical "Anybody may read and write" "can read and change what lies here"
    }
    match /b/{x} {
      allow get, list: if (true);  // expect: FIR007/warning "Anybody may get and list" "project's name, which is no secret, can read what lies"
      allow create: if request.auth != null;
      allow delete: if false;
    }
    match /c/{document=**} {
      allow write;  // expect: FIR007 "Anybody may write" "can change what lies"
      allow read: if request.time < timestamp.date(2026, 1, 1);  // expect: FIR007/critical "until a date"
    }
    match /d/{x} {
      allow read: if allowed() || resource.data.note == 'allow write: if true;';
    }
  }
}
# --- alerts.rules
groups:
  - name: allow write
