const answer = await fetch('http://127.0.0.1:8000/');
process.exit(answer.ok ? 0 : 1);
